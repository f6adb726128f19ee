package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;

/**
 * One of two devices of a host that are tied together: what one sends, the other receives on the same processor (Linux
 * drivers/net/veth.c; facts 1.10). Either may stand in another namespace. Both must be up to have a carrier.
 */
public final class VethDevice extends NetDevice {
    /** The receiver's MTU may be exceeded by a VLAN tag (Linux {@code is_skb_forwardable}). */
    private static final int SLACK = 4;

    private VethDevice peer;
    private boolean lastSendFailed;

    private VethDevice(Softnets softnets, String name, Mac mac) {
        super(softnets, name, mac, 1500);
    }

    /** Makes two of them; the caller registers both. The other one is {@link #peer}. */
    public static VethDevice pair(Softnets softnets, String name, Mac mac, String peerName, Mac peerMac) {
        VethDevice a = new VethDevice(softnets, name, mac);
        VethDevice b = new VethDevice(softnets, peerName, peerMac);
        a.peer = b;
        b.peer = a;
        return a;
    }

    public VethDevice peer() {
        return peer;
    }

    @Override
    protected void afterOpen() {
        if (peer.isUp()) {
            carrier(true);
            peer.carrier(true);
        }
    }

    @Override
    protected void closed() {
        carrier(false);
        peer.carrier(false);
    }

    /** ENOBUFS when the peer did not take it; OK when there is no carrier, as Linux swallows the frame then. */
    @Override
    public Errno transmit(SkBuff skb) {
        if (isUp() && !hasCarrier()) {
            dropOutgoing(skb, DropReason.DEVICE_DOWN);
            return Errno.OK;
        }
        lastSendFailed = false;
        Errno answer = transmitUnqueued(skb);
        return answer == Errno.OK && lastSendFailed ? Errno.ENOBUFS : answer;
    }

    @Override
    protected boolean startTransmit(SkBuff skb, int queue) {
        Invariant.check(peer.registry() != null, "veth whose peer is in no namespace");
        int octets = skb.length();
        if (octets > peer.mtu() + HEADER + SLACK) {
            lastSendFailed = true;
            dropOutgoing(skb, DropReason.TOO_LONG);
            return true;
        }
        skb.orphan();
        skb.scrub(peer.registry() != registry());
        if (EthernetInput.receive(skb, peer) && softnets.current().later(skb, peer)) {
            counters.sent(octets);
            peer.counters.received(octets);
        } else {
            lastSendFailed = true;
            counters.txDropped++;
        }
        return true;
    }

    @Override
    protected void deleted() {
        if (peer.registry() != null) {
            peer.registry().unregister(peer);
        }
    }

    @Override
    public String operationalState() {
        return isUp() && !hasCarrier() ? "LOWERLAYERDOWN" : super.operationalState();
    }

    @Override
    public boolean needsNoArp() {
        return false;
    }
}
