package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.Ipv4View;

/** Takes a received ICMP error apart and hands it to the transport that sent the quoted packet (Linux {@code icmp_unreach}). */
final class IcmpErrorInput {
    /** Octets of the quoted transport header that must be there. */
    private static final int QUOTED = 8;
    private static final int REASSEMBLY_TIME = 1;
    private static final int FRAGMENTATION_NEEDED = 4;

    private final Transports transports;
    private final Setting noPmtuDiscovery;
    private final IcmpView view = new IcmpView();
    private final Ipv4View inner = new Ipv4View();

    IcmpErrorInput(Transports transports, Sysctls sysctls) {
        this.transports = transports;
        noPmtuDiscovery = sysctls.get("net.ipv4.ip_no_pmtu_disc");
    }

    /** {@code skb.data()} is the ICMP header. False for a message that cannot be understood. */
    boolean receive(SkBuff skb) {
        if (!skb.mayPull(IcmpView.SIZE + Ipv4View.SIZE)) {
            return false;
        }
        int type = view.at(skb.head(), skb.data()).type();
        int code = view.code();
        int header = inner.at(skb.head(), skb.data() + IcmpView.SIZE).headerLength();
        if (header < Ipv4View.SIZE) {
            return false;
        }
        if (isIgnored(type, code)) {
            return true;
        }
        if (!skb.mayPull(IcmpView.SIZE + header + QUOTED)) {
            return false;
        }
        inner.at(skb.head(), skb.data() + IcmpView.SIZE);
        view.at(skb.head(), skb.data());
        TransportProtocol transport = transports.of(inner.protocol());
        if (transport != null) {
            deliver(skb, transport, type, code, header);
        }
        return true;
    }

    private boolean isIgnored(int type, int code) {
        boolean unreachable = type == IcmpView.UNREACHABLE;
        return type == IcmpView.SOURCE_QUENCH
                || type == IcmpView.TIME_EXCEEDED && code == REASSEMBLY_TIME
                || unreachable && code >= IcmpErrorTable.codes()
                || unreachable && code == FRAGMENTATION_NEEDED && noPmtuDiscovery.intValue() == 2;
    }

    private int info(int type, int code) {
        if (type == IcmpView.UNREACHABLE && code == FRAGMENTATION_NEEDED) {
            return noPmtuDiscovery.intValue() == 1 ? 0 : view.sequence();
        }
        return type == IcmpView.PARAMETER_PROBLEM ? view.rest() >>> 24 : 0;
    }

    private void deliver(SkBuff skb, TransportProtocol transport, int type, int code, int header) {
        IcmpError error = new IcmpError(type, code, info(type, code), IcmpErrorTable.errno(type, code),
                IcmpErrorTable.isHard(type, code), Address.v4((int) skb.sourceLow));
        skb.sourceLow = Address.lowOf(inner.source());
        skb.destinationLow = Address.lowOf(inner.destination());
        skb.ipProtocol = inner.protocol();
        skb.hopLimit = inner.ttl();
        skb.networkHeader = skb.pull(IcmpView.SIZE);
        skb.transportHeader = skb.pull(header);
        transport.error(skb, error);
    }
}
