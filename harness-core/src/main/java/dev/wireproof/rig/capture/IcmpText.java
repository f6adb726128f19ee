package dev.wireproof.rig.capture;

/** ICMP messages in words. */
final class IcmpText {
    private static final String[] UNREACHABLE = {
        "network", "host", "protocol", "port", "fragmentation needed", "source route failed", "network unknown", "host unknown",
        "source host isolated", "network prohibited", "host prohibited", "network for this tos", "host for this tos",
        "administratively prohibited", "host precedence violation", "precedence cutoff"
    };

    private IcmpText() {}

    static String of(IcmpRecord icmp) {
        String about = icmp.quoted() == null ? "" : ", about " + quoted(icmp);
        switch (icmp.type()) {
            case IcmpRecord.ECHO_REQUEST:
                return "icmp echo request" + echo(icmp);
            case IcmpRecord.ECHO_REPLY:
                return "icmp echo reply" + echo(icmp);
            case IcmpRecord.UNREACHABLE:
                return "icmp unreachable: " + unreachable(icmp) + about;
            case IcmpRecord.TIME_EXCEEDED:
                return "icmp time exceeded: " + (icmp.code() == 0 ? "in transit" : "reassembly") + about;
            case IcmpRecord.REDIRECT:
                return "icmp redirect to " + dev.wireproof.core.base.Address.v4(icmp.rest()) + about;
            case IcmpRecord.PARAMETER_PROBLEM:
                return "icmp parameter problem at " + (icmp.rest() >>> 24) + about;
            default:
                return "icmp type " + icmp.type() + " code " + icmp.code() + about;
        }
    }

    private static String echo(IcmpRecord icmp) {
        return " id " + icmp.identifier() + " seq " + icmp.sequence() + " (" + (icmp.length() - IcmpRecord.HEADER) + ")";
    }

    private static String unreachable(IcmpRecord icmp) {
        String code = icmp.code() < UNREACHABLE.length ? UNREACHABLE[icmp.code()] : "code " + icmp.code();
        return icmp.code() == 4 ? code + ", mtu " + (icmp.rest() & 0xFFFF) : code;
    }

    private static String quoted(IcmpRecord icmp) {
        Ipv4Record ip = icmp.quoted();
        boolean ports = icmp.quotedPorts() != 0;
        String protocol = ip.protocol() == Ipv4Record.TCP ? "tcp" : ip.protocol() == Ipv4Record.UDP ? "udp"
                : ip.protocol() == Ipv4Record.ICMP ? "icmp" : "protocol " + ip.protocol();
        return protocol + " " + ip.source() + (ports ? ":" + (icmp.quotedPorts() >>> 16) : "") + " > " + ip.destination()
                + (ports ? ":" + (icmp.quotedPorts() & 0xFFFF) : "");
    }
}
