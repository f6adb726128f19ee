package dev.wireproof.core.ip;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A device whose other end is the test: keeps what is sent, hands in what the test makes, or carries both to a peer. */
public final class LinkDevice extends NetDevice {
    /** A frame that left, and when. */
    public record Sent(long atNanos, byte[] octets) {
        public int type() {
            return Octets.u16(octets, 12);
        }

        public long to() {
            return Octets.u48(octets, 0);
        }

        /** The octets behind the Ethernet header. */
        public byte[] packet() {
            return Arrays.copyOfRange(octets, EthernetView.SIZE, octets.length);
        }
    }

    public final List<Sent> sent = new ArrayList<>();
    private final EventLoop loop;
    private LinkDevice peer;
    private long delayNanos;

    public LinkDevice(Softnets softnets, String name, Mac mac, int mtu) {
        super(softnets, name, mac, mtu);
        loop = softnets.loop();
        carrier(true);
    }

    /** Ties two devices together; frames take {@code nanos} each way. */
    public void plug(LinkDevice other, long nanos) {
        peer = other;
        other.peer = this;
        delayNanos = nanos;
        other.delayNanos = nanos;
    }

    @Override
    public Errno transmit(SkBuff skb) {
        startTransmit(skb, 0);
        return Errno.OK;
    }

    @Override
    protected boolean startTransmit(SkBuff skb, int queue) {
        byte[] octets = skb.toBytes();
        sent.add(new Sent(loop.now(), octets));
        skb.orphan();
        if (peer != null) {
            loop.schedule(new Event(() -> peer.receive(octets)), loop.now() + delayNanos);
        }
        return true;
    }

    /** A frame arrives now. */
    public void receive(byte[] octets) {
        SkBuff skb = SkBuff.received(octets.clone(), 0, octets.length);
        long to = Octets.u48(octets, 0);
        boolean group = (to >>> 40 & 1) != 0;
        skb.kind = to == mac().bits() ? PacketKind.HOST
                : to == Mac.BROADCAST.bits() ? PacketKind.BROADCAST : group ? PacketKind.MULTICAST : PacketKind.OTHERHOST;
        skb.macHeader = skb.data();
        skb.protocol = Octets.u16(octets, 12);
        skb.pull(EthernetView.SIZE);
        registry().packetTypes.handlerOf(skb.protocol).receive(skb, this);
    }

    /** Takes the frames sent so far. */
    public List<Sent> take() {
        List<Sent> all = new ArrayList<>(sent);
        sent.clear();
        return all;
    }

    @Override
    public boolean needsNoArp() {
        return false;
    }
}
