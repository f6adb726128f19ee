package dev.wireproof.catalogue.properties;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.scenario.ObservedFrame;
import java.util.ArrayList;
import java.util.List;

/** Frames in the few words by which properties compare them. */
final class Frames {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private Frames() {}

    /** Each with its time. */
    static List<String> described(List<ObservedFrame> frames) {
        List<String> all = new ArrayList<>();
        for (ObservedFrame f : frames) {
            all.add(millis(f.nanos()) + " ms " + described(f.octets()));
        }
        return all;
    }

    /** Whole milliseconds, or the exact nanoseconds where they are none. */
    static String millis(long nanos) {
        return nanos % NANOS_PER_MILLI == 0 ? Long.toString(nanos / NANOS_PER_MILLI) : nanos + "e-6";
    }

    private static String described(byte[] frame) {
        EthernetView ethernet = new EthernetView().at(frame, 0);
        if (ethernet.type() == EtherType.ARP) {
            ArpView arp = new ArpView().at(frame, EthernetView.SIZE);
            String kind = arp.operation() == ArpView.REQUEST ? "request for " + Address.v4(arp.targetIp()) : "reply";
            return "ARP " + kind + " to " + new Mac(ethernet.destination());
        }
        Ipv4View ip = ip(frame);
        String to = " to " + Address.v4(ip.destination());
        if (ip.protocol() == IpProtocol.ICMP) {
            IcmpView icmp = new IcmpView().at(frame, EthernetView.SIZE + ip.headerLength());
            return "ICMP " + icmp.type() + "/" + icmp.code() + to;
        }
        return "protocol " + ip.protocol() + to + " at " + new Mac(ethernet.destination());
    }

    /** The IPv4 header of a frame that has one. */
    static Ipv4View ip(byte[] frame) {
        return new Ipv4View().at(frame, EthernetView.SIZE);
    }

    /** The TCP header of a frame that has one, behind an IPv4 header without options. */
    static TcpView tcp(byte[] frame) {
        return new TcpView().at(frame, EthernetView.SIZE + Ipv4View.SIZE);
    }

    /** How many octets of data such a segment carries. */
    static int octets(byte[] frame, TcpView tcp) {
        return ip(frame).totalLength() - Ipv4View.SIZE - tcp.headerLength();
    }
}
