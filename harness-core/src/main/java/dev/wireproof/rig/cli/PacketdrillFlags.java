package dev.wireproof.rig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** packetdrill's own flags on our command line, in the order in which they were given. */
final class PacketdrillFlags {
    final List<Map.Entry<String, String>> given = new ArrayList<>();

    private void add(String name, String value) {
        given.add(Map.entry(name, value));
    }

    @Option(names = {"-D", "--define"}, paramLabel = "SYM=VAL", description = "A word of scripts that stands for something else.")
    void define(List<String> definitions) {
        definitions.stream().filter(d -> !given.contains(Map.entry("define", d))).forEach(d -> add("define", d));
    }

    @Option(names = "--ip_version", paramLabel = "V", description = "ipv4.")
    void ipVersion(String v) {
        add("ip_version", v);
    }

    @Option(names = "--local_ip", paramLabel = "IP", description = "Address of the host under test.")
    void localIp(String v) {
        add("local_ip", v);
    }

    @Option(names = "--remote_ip", paramLabel = "IP", description = "Address of the script's end, with its network if it has one.")
    void remoteIp(String v) {
        add("remote_ip", v);
    }

    @Option(names = "--gateway_ip", paramLabel = "IP", hidden = true)
    void gatewayIp(String v) {
        add("gateway_ip", v);
    }

    @Option(names = "--netmask_ip", paramLabel = "IP", description = "Netmask of the host's network.")
    void netmaskIp(String v) {
        add("netmask_ip", v);
    }

    @Option(names = "--bind_port", paramLabel = "N", description = "Port that bind means.")
    void bindPort(String v) {
        add("bind_port", v);
    }

    @Option(names = "--connect_port", paramLabel = "N", description = "Port that connect means.")
    void connectPort(String v) {
        add("connect_port", v);
    }

    @Option(names = "--mtu", paramLabel = "N", description = "MTU of the device.")
    void mtu(String v) {
        add("mtu", v);
    }

    @Option(names = "--mss", paramLabel = "N", hidden = true)
    void mss(String v) {
        add("mss", v);
    }

    @Option(names = "--tolerance_usecs", paramLabel = "N", description = "How far events may be from their times.")
    void toleranceMicros(String v) {
        add("tolerance_usecs", v);
    }

    @Option(names = "--tolerance_percent", paramLabel = "N", description = "The same in percent of the time since the event before.")
    void tolerancePercent(String v) {
        add("tolerance_percent", v);
    }

    @Option(names = "--tcp_ts_tick_usecs", paramLabel = "N", description = "Compare timestamps that tick so often.")
    void tsTickMicros(String v) {
        add("tcp_ts_tick_usecs", v);
    }

    @Option(names = "--tcp_ts_ecr_scaled", description = "Timestamps echoed by scripts may be any on the host's clock.")
    void tsEcrScaled(boolean on) {
        add("tcp_ts_ecr_scaled", "");
    }

    @Option(names = "--strict_segments", description = "Outbound segments are not put together from smaller ones.")
    void strictSegments(boolean on) {
        add("strict_segments", "");
    }

    @Option(names = "--relaxed-push", description = "Do not compare PSH (no flag of packetdrill).")
    void relaxedPush(boolean on) {
        add("relaxed_push", "");
    }

    @Option(names = {"--send_omit_free", "--verbose", "-v", "--debug"}, hidden = true)
    void idle(boolean on) {
        add("verbose", "");
    }
}
