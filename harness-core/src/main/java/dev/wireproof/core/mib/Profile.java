package dev.wireproof.core.mib;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kernel profile: one immutable object handed to a host. It supplies sysctl defaults that differ from {@code modern} and
 * names the strategies that a host's protocols choose when a socket is made. Never asked per packet.
 */
public final class Profile {
    /** How loss is repaired without SACK. */
    public enum Recovery {
        /** Linux 6.x: recovery states with proportional rate reduction (facts 9.15). */
        LINUX,
        /** RFC 5681 and RFC 6582 as printed: inflation by +3 and +1, deflation on partial ACKs. */
        RFC6582
    }

    /** How the receive window is computed. */
    public enum Window {
        /** Linux: scaled share of the free buffer, right edge never shrinks (facts 9.6). */
        LINUX,
        /** Textbook: MaxRcvBuffer - (LastByteRcvd - LastByteRead). */
        UNREAD_BYTES
    }

    /** How the retransmission timeout is computed. */
    public enum RtoRule {
        /** Linux: 200 ms floor inside the variance (facts 9.12). */
        LINUX,
        /** RFC 6298 as printed, minimum from the rto_min setting (1 s). */
        RFC6298
    }

    /** Which answers to odd segments follow the RFC where Linux differs. */
    public enum Conformance {
        LINUX,
        RFC
    }

    /** Linux 6.x. */
    public static final Profile MODERN =
            new Profile("modern", Collections.emptyMap(), Recovery.LINUX, Window.LINUX, RtoRule.LINUX, Conformance.LINUX);

    /** Linux 2.6.32; kernels between the two by sysctls, of which {@code net.classic.*} stand for what was no sysctl. */
    public static final Profile CLASSIC =
            new Profile("classic", Collections.emptyMap(), Recovery.LINUX, Window.LINUX, RtoRule.LINUX, Conformance.LINUX)
                    .with("net.classic.initial_rto_ms", "3000").with("net.classic.initial_window", "3")
                    .with("net.classic.syn_queue_table", "1").with("net.classic.young_requests", "1")
                    .with("net.core.somaxconn", "128").with("net.ipv4.tcp_max_syn_backlog", "1024")
                    .with("net.ipv4.tcp_syncookies", "0").with("net.ipv4.tcp_syn_retries", "5")
                    .with("net.ipv4.tcp_syn_linear_timeouts", "0").with("net.ipv4.tcp_tw_reuse", "0")
                    .with("net.ipv4.tcp_rmem", "4096 87380 4194304").with("net.ipv4.tcp_early_retrans", "0")
                    .with("net.ipv4.tcp_invalid_ratelimit", "0").with("net.ipv4.tcp_comp_sack_nr", "0");

    /** What the RFCs and the textbooks print. */
    public static final Profile TEXTBOOK =
            new Profile("textbook", Collections.emptyMap(), Recovery.RFC6582, Window.UNREAD_BYTES, RtoRule.RFC6298, Conformance.RFC)
                    .with("net.ipv4.tcp_rto_min_us", "1000000").with("net.ipv4.tcp_no_metrics_save", "1").with("net.ipv4.tcp_comp_sack_nr", "0")
                    .with("net.ipv4.tcp_invalid_ratelimit", "0").with("net.ipv4.tcp_rfc1337", "1")
                    .with("net.ipv4.tcp_syn_retries", "7").with("net.ipv4.tcp_syn_linear_timeouts", "0");

    private final String name;
    private final Map<String, String> defaults;
    private final Recovery recovery;
    private final Window window;
    private final RtoRule rtoRule;
    private final Conformance conformance;

    private Profile(String name, Map<String, String> defaults, Recovery recovery, Window window, RtoRule rtoRule, Conformance conformance) {
        this.name = name;
        this.defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
        this.recovery = recovery;
        this.window = window;
        this.rtoRule = rtoRule;
        this.conformance = conformance;
    }

    /**
     * The profile with this name.
     *
     * @throws IllegalArgumentException one line with the names that exist
     */
    public static Profile named(String name) {
        return switch (name) {
            case "modern" -> MODERN;
            case "classic" -> CLASSIC;
            case "textbook" -> TEXTBOOK;
            default -> throw new IllegalArgumentException("profile '" + name + "': expected modern, classic or textbook");
        };
    }

    public String name() {
        return name;
    }

    /** The same profile with one sysctl default changed. */
    public Profile with(String sysctl, String value) {
        TreeMap<String, String> more = new TreeMap<>(defaults);
        more.put(sysctl, value);
        return new Profile(name, more, recovery, window, rtoRule, conformance);
    }

    /** The default this profile gives a sysctl, or null for the stack's own. */
    public String defaultOf(String sysctl) {
        return defaults.get(sysctl);
    }

    public Recovery recovery() {
        return recovery;
    }

    public Window window() {
        return window;
    }

    public RtoRule rtoRule() {
        return rtoRule;
    }

    public Conformance conformance() {
        return conformance;
    }
}
