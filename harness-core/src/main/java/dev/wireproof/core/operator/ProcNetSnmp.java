package dev.wireproof.core.operator;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Sysctls;
import java.util.List;

/** {@code /proc/net/snmp}: for each group a line of names and a line of values, in Linux's order (net/ipv4/proc.c, facts 12.1). */
public final class ProcNetSnmp {
    private static final String ICMP_KINDS = "DestUnreachs TimeExcds ParmProbs SrcQuenchs Redirects Echos EchoReps Timestamps"
            + " TimestampReps AddrMasks AddrMaskReps";
    private static final List<String> IP = words("Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams"
            + " InUnknownProtos InDiscards InDelivers OutRequests OutDiscards OutNoRoutes ReasmTimeout ReasmReqds ReasmOKs"
            + " ReasmFails FragOKs FragFails FragCreates OutTransmits");
    private static final List<String> ICMP = words("InMsgs InErrors InCsumErrors" + prefixed("In")
            + " OutMsgs OutErrors OutRateLimitGlobal OutRateLimitHost" + prefixed("Out"));
    private static final List<String> TCP = words("RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails"
            + " EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors");
    private static final List<String> UDP = words("InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors"
            + " InCsumErrors IgnoredMulti MemErrors");

    private final Counters counters;
    private final Sysctls sysctls;

    public ProcNetSnmp(Counters counters, Sysctls sysctls) {
        this.counters = counters;
        this.sysctls = sysctls;
    }

    private static String prefixed(String prefix) {
        StringBuilder text = new StringBuilder();
        for (String kind : words(ICMP_KINDS)) {
            text.append(' ').append(prefix).append(kind);
        }
        return text.toString();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** The whole file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        group(text, "Ip", IP);
        group(text, "Icmp", ICMP);
        group(text, "Tcp", TCP);
        group(text, "Udp", UDP);
        return text.toString();
    }

    private void group(StringBuilder text, String group, List<String> names) {
        text.append(group).append(": ").append(String.join(" ", names)).append('\n').append(group).append(':');
        for (String name : names) {
            text.append(' ').append(value(group, name));
        }
        text.append('\n');
    }

    private long value(String group, String name) {
        Counter counter = Counter.of(group + "." + name);
        return counter != null ? counters.get(counter) : switch (name) {
            case "Forwarding" -> sysctls.get("net.ipv4.ip_forward").isOn() ? 1 : 2;
            case "DefaultTTL" -> sysctls.get("net.ipv4.ip_default_ttl").value();
            case "RtoAlgorithm" -> 1;
            case "RtoMin" -> 200;
            case "RtoMax" -> 120_000;
            case "MaxConn" -> -1;
            default -> 0;
        };
    }
}
