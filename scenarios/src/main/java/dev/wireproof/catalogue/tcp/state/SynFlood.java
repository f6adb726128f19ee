package dev.wireproof.catalogue.tcp.state;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;

/**
 * SYNs from made-up addresses of 198.18.0.0/15 (RFC 2544), evenly spaced, that reach a host on a device of their own. Nothing
 * is captured there: what the host answers goes to nobody.
 */
final class SynFlood {
    private static final String DEVICE = "flood0";
    private static final Mac HOST = Mac.parse("02:00:00:00:0f:01");
    private static final Mac GATEWAY_MAC = Mac.parse("02:00:00:00:0f:02");
    private static final Address GATEWAY = Address.parse("192.0.2.2");
    private static final Address NETWORK = Address.parse("198.18.0.0");
    private static final int HOSTS = 1 << 17;
    private static final int IP_AT = EthernetView.SIZE;
    private static final int TCP_AT = IP_AT + Ipv4View.SIZE;

    private final Lab lab;
    private final Rng chance;
    private final Address target;
    private final int port;
    private final long everyNanos;
    private final NicDevice nic;
    private final Event next = new Event(this::send);
    private int left;
    private long answers;

    /** @param perSecond SYNs a second */
    SynFlood(Lab lab, LabHost victim, Address target, int port, int perSecond) {
        this.lab = lab;
        this.chance = lab.chance("flood");
        this.target = target;
        this.port = port;
        this.everyNanos = 1_000_000_000L / perSecond;
        nic = victim.net().addNic(DEVICE, HOST, 1500);
        nic.attach(frame -> {
            answers++;
            return lab.now();
        });
        victim.net().addAddress(DEVICE, Cidr.parse("192.0.2.1/24"));
        victim.net().linkUp(DEVICE);
        victim.net().addDefaultRoute(GATEWAY.toString());
        victim.net().stack().neighbours().resolve(GATEWAY.high(), GATEWAY.low(), nic)
                .update(GATEWAY_MAC.bits(), NudState.PERMANENT, Neighbour.ADMIN | Neighbour.OVERRIDE);
    }

    /** Begins to send so many SYNs. */
    void start(int syns) {
        left = syns;
        lab.loop().soon(next);
    }

    /** Frames that the host has sent into the void. */
    long answers() {
        return answers;
    }

    /** Pulls the cable. */
    void end() {
        nic.attach(null);
    }

    private void send() {
        byte[] frame = syn(NETWORK.v4() + chance.below(HOSTS), 1024 + chance.below(60_000), chance.nextInt());
        nic.frameArrived(SkBuff.received(frame, 0, frame.length));
        if (--left > 0) {
            lab.loop().schedule(next, lab.now() + everyNanos);
        }
    }

    private byte[] syn(int source, int sourcePort, int seq) {
        byte[] octets = new byte[TCP_AT + TcpView.SIZE];
        new EthernetView().at(octets, 0).destination(HOST.bits()).source(GATEWAY_MAC.bits()).type(EtherType.IPV4);
        new Ipv4View().at(octets, IP_AT).versionAndLength(4, Ipv4View.SIZE).totalLength(Ipv4View.SIZE + TcpView.SIZE).ttl(64)
                .protocol(IpProtocol.TCP).source(source).destination(target.v4()).fillChecksum();
        TcpView tcp = new TcpView().at(octets, TCP_AT).ports(sourcePort, port).seq(seq)
                .lengthAndFlags(TcpView.SIZE, TcpView.SYN).window(1024);
        long pseudo = (source & 0xFFFF_FFFFL) + (target.v4() & 0xFFFF_FFFFL) + IpProtocol.TCP + TcpView.SIZE;
        tcp.checksum(InternetChecksum.finish(InternetChecksum.add(pseudo, octets, TCP_AT, TcpView.SIZE)));
        return octets;
    }
}
