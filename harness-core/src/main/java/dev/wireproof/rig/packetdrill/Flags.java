package dev.wireproof.rig.packetdrill;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * packetdrill's own flags, by the names of its command line. Immutable; {@link #with} gives other flags. What is set later wins, so
 * presets come first, then the script's, then the command line's.
 */
public final class Flags {
    private static final List<String> KNOWN = List.of("ip_version", "bind_port", "connect_port", "remote_ip", "local_ip", "gateway_ip",
            "netmask_ip", "mss", "mtu", "tolerance_usecs", "tolerance_percent", "tcp_ts_ecr_scaled", "tcp_ts_tick_usecs",
            "strict_segments", "relaxed_push");
    /** These change nothing in virtual time on a host of its own. */
    private static final List<String> IDLE = List.of("speed", "send_omit_free", "verbose", "debug", "init_scripts");

    /** The flags of packetdrill itself. */
    public static final Flags STANDARD = new Flags(new TreeMap<>(), new TreeMap<>())
            .with("ip_version", "ipv4").with("local_ip", "192.168.0.1").with("remote_ip", "192.0.2.1/24").with("gateway_ip", "192.168.0.1")
            .with("netmask_ip", "255.255.0.0").with("bind_port", "8080").with("connect_port", "8080").with("mtu", "1500").with("mss", "0")
            .with("tolerance_usecs", "4000").with("tolerance_percent", "12.5").with("tcp_ts_tick_usecs", "0");

    /** What the runner of google's corpus gives each script in its IPv4 mode. */
    public static final Flags CORPUS_IPV4 = STANDARD.with("remote_ip", "192.0.2.1")
            .with("define", "TFO_COOKIE=3021b9d889017eeb").with("define", "TFO_COOKIE_ZERO=b7c12350a90dc8f5")
            .with("define", "CODE=host_unreachable").with("define", "CMSG_LEVEL_IP=SOL_IP").with("define", "CMSG_TYPE_RECVERR=IP_RECVERR");

    private final Map<String, String> values;
    private final Map<String, String> symbols;

    private Flags(Map<String, String> values, Map<String, String> symbols) {
        this.values = values;
        this.symbols = symbols;
    }

    /** True for a flag that exists, whether or not anything here depends on it. */
    public static boolean isKnown(String name) {
        return KNOWN.contains(name) || IDLE.contains(name) || name.equals("define");
    }

    /**
     * With one flag set; {@code define} adds a symbol.
     *
     * @throws IllegalArgumentException one line with flag, value and what was expected
     */
    public Flags with(String name, String value) {
        if (!isKnown(name)) {
            throw new IllegalArgumentException("--" + name + ": no flag of packetdrill that this runner knows");
        }
        TreeMap<String, String> nextValues = new TreeMap<>(values);
        TreeMap<String, String> nextSymbols = new TreeMap<>(symbols);
        if (name.equals("define")) {
            int equals = value.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("--define=" + value + ": expected SYMBOL=VALUE");
            }
            nextSymbols.put(value.substring(0, equals), value.substring(equals + 1));
        } else {
            nextValues.put(name, value);
        }
        Flags next = new Flags(nextValues, nextSymbols);
        next.check(name);
        return next;
    }

    /** The same with all of these set, in their order. */
    public Flags withAll(List<Map.Entry<String, String>> more) {
        Flags f = this;
        for (Map.Entry<String, String> e : more) {
            f = f.with(e.getKey(), e.getValue());
        }
        return f;
    }

    private void check(String name) {
        switch (name) {
            case "ip_version" -> ipVersion();
            case "local_ip", "gateway_ip", "netmask_ip", "remote_ip" -> address(name);
            case "bind_port", "connect_port" -> number(name, 1, 0xFFFF);
            case "mtu" -> mtu();
            case "mss" -> number(name, 0, 0xFFFF);
            case "tolerance_usecs" -> number(name, 0, 1_000_000_000);
            case "tolerance_percent" -> percentThousandths();
            case "tcp_ts_tick_usecs" -> timestampTickMicros();
            default -> { }
        }
    }

    /** Words that stand for something else in scripts. */
    public Map<String, String> symbols() {
        return Collections.unmodifiableMap(symbols);
    }

    /** {@code ipv4}, {@code ipv6} or {@code ipv4-mapped-ipv6}. */
    public String ipVersion() {
        String v = values.get("ip_version");
        if (!List.of("ipv4", "ipv6", "ipv4-mapped-ipv6").contains(v)) {
            throw wrong("ip_version", "ipv4, ipv6 or ipv4-mapped-ipv6");
        }
        return v;
    }

    /** Address of the host under test with its network. */
    public Cidr local() {
        int mask = address("netmask_ip").v4();
        return new Cidr(address("local_ip"), Integer.bitCount(mask));
    }

    public Address remote() {
        return address("remote_ip");
    }

    /** Network that the remote address stands for; a bare address is a network of its own. */
    public Cidr remoteNetwork() {
        return Cidr.parse(values.get("remote_ip")).network();
    }

    public int bindPort() {
        return (int) number("bind_port", 1, 0xFFFF);
    }

    public int connectPort() {
        return (int) number("connect_port", 1, 0xFFFF);
    }

    public int mtu() {
        return (int) number("mtu", 68, 0xFFFF);
    }

    /** Every outbound packet of the script is one packet on the wire. */
    public boolean strictSegments() {
        return values.containsKey("strict_segments");
    }

    /** PSH is not compared. */
    public boolean relaxedPush() {
        return values.containsKey("relaxed_push");
    }

    /** Echoed timestamps that no outbound one had are taken as if clocks ran alike. */
    public boolean scaledEcho() {
        return values.containsKey("tcp_ts_ecr_scaled");
    }

    /** Microseconds a tick of the timestamp clock; 0: timestamps are not compared. */
    public long timestampTickMicros() {
        return number("tcp_ts_tick_usecs", 0, 1_000_000);
    }

    /**
     * How far an event may be from its time.
     *
     * @param spanNanos time since the event before
     */
    public long toleranceNanos(long spanNanos) {
        long least = number("tolerance_usecs", 0, 1_000_000_000) * 1000;
        return Math.max(least, Math.max(0, spanNanos) / 100_000 * percentThousandths());
    }

    private long percentThousandths() {
        String v = values.get("tolerance_percent");
        if (!v.matches("[0-9]{1,3}(\\.[0-9]{1,3})?")) {
            throw wrong("tolerance_percent", "a percentage");
        }
        return new BigDecimal(v).movePointRight(3).longValue();
    }

    private Address address(String name) {
        String v = values.get(name);
        if (v.contains(":")) {
            return Address.ANY;
        }
        try {
            return Cidr.parse(v).address();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--" + name + "=" + v + ": " + e.getMessage());
        }
    }

    private long number(String name, long minimum, long maximum) {
        String v = values.get(name);
        if (!v.matches("[0-9]{1,12}") || Long.parseLong(v) < minimum || Long.parseLong(v) > maximum) {
            throw wrong(name, "a number from " + minimum + " to " + maximum);
        }
        return Long.parseLong(v);
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("--" + name + "=" + values.get(name) + ": expected " + expected);
    }
}
