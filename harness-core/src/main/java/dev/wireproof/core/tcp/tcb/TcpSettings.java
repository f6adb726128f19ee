package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** Sysctls of TCP in one namespace, with Linux's names and defaults (facts appendix A). */
public final class TcpSettings {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    public final Profile profile;
    /** Present in the profile that repairs losses as the RFCs print it, else null. */
    public final TextbookSettings textbook;
    public final ClassicSettings classic;
    public final LimitSettings limits;
    /** Least, default and largest receive buffer in octets. */
    public final Setting rmem;
    /** Least, default and largest send buffer in octets. */
    public final Setting wmem;
    /** Unsent octets up to which a socket counts as writable. */
    public final Setting notSentLowWater;
    /** The urgent pointer means the last urgent octet, not the one behind. */
    public final Setting stdUrg;
    public final Setting synRetries;
    public final Setting synAckRetries;
    public final Setting maxSynBacklog;
    /** SYN cookies: 0 never, 1 when the queue of requests is full, 2 always. */
    public final Setting synCookies;
    /** SYN retransmissions without doubling. */
    public final Setting synLinearTimeouts;
    public final Setting retries2;
    public final Setting orphanRetries;
    /** Seconds. */
    public final Setting finTimeout;
    /** Seconds. */
    public final Setting keepaliveTime;
    /** Seconds. */
    public final Setting keepaliveInterval;
    public final Setting keepaliveProbes;
    public final Setting maxTimeWait;
    public final Setting abortOnOverflow;
    /** 0 never, 1 always, 2 on loopback. */
    public final Setting timeWaitReuse;
    /** Milliseconds. */
    public final Setting timeWaitReuseDelay;
    public final Setting rfc1337;
    public final Setting timestamps;
    public final Setting sack;
    public final Setting windowScaling;
    public final Setting dsack;
    public final Setting reordering;
    public final Setting maxReordering;
    public final Setting frto;
    /** Bits: 2 no widening of the time granted for reordering, 4 no loss by counting; 1 has no effect any more. */
    public final Setting recovery;
    /** 3 and 4 let tail loss probes go. */
    public final Setting earlyRetrans;
    /** Seconds that a least round-trip time counts. */
    public final Setting minRttWindow;
    /** Small segments are joined when they are sent again. */
    public final Setting retransCollapse;
    /** Timeouts in terms of time before a black hole is suspected. */
    public final Setting retries1;
    /** 0 no search for the path MTU, 1 when a black hole is suspected, 2 always. */
    public final Setting mtuProbing;
    /** MSS that the search begins with. */
    public final Setting baseMss;
    /** Least MSS that a black hole leads to. */
    public final Setting mtuProbeFloor;
    /** Octets between what passes and what does not at which the search ends. */
    public final Setting probeThreshold;
    /** Seconds until a search that has ended begins again. */
    public final Setting probeInterval;
    /** 0 no ECN, 1 asked for and granted, 2 granted. */
    public final Setting ecn;
    /** A SYN that is sent again does not ask for ECN. */
    public final Setting ecnFallback;
    public final Setting slowStartAfterIdle;
    public final Setting moderateReceiveBuffer;
    /** The right edge may move left when memory is short; against RFC 9293 SHLD-14. */
    public final Setting shrinkWindow;
    /** Microseconds. */
    public final Setting receiveBufferLowRtt;
    /** Milliseconds between answers to odd segments. */
    public final Setting invalidRateLimit;
    /** Most duplicates collected into one acknowledgement. */
    public final Setting compSackNumber;
    /** Nanoseconds. */
    public final Setting compSackDelay;
    private final Setting rtoMinMicros;
    private final Setting rtoMaxMillis;
    /** Least MSS that a peer or path can force, options included. */
    public final Setting minSendMss;
    /** Least segments in a super-segment, if windows allow. */
    public final Setting minTsoSegments;
    /** What part of the window is worth sending at once; 0 for all of a super-segment. */
    public final Setting tsoWindowDivisor;
    /** Log2 of the microseconds of round trip for which super-segments halve. */
    public final Setting tsoRttLog;
    /** Percent. */
    public final Setting pacingSlowStartRatio;
    /** Percent. */
    public final Setting pacingAvoidanceRatio;

    public TcpSettings(Sysctls s) {
        profile = s.profile();
        textbook = profile.recovery() == Profile.Recovery.RFC6582 ? new TextbookSettings(s) : null;
        classic = new ClassicSettings(s);
        limits = new LimitSettings(s);
        rmem = s.row("net.ipv4.tcp_rmem", 1, Integer.MAX_VALUE, 4096, 131_072, 33_554_432);
        wmem = s.row("net.ipv4.tcp_wmem", 1, Integer.MAX_VALUE, 4096, 16_384, 4_194_304);
        notSentLowWater = s.number("net.ipv4.tcp_notsent_lowat", 0xFFFF_FFFFL, 0, 0xFFFF_FFFFL);
        stdUrg = s.number("net.ipv4.tcp_stdurg", 0, 0, 1);
        synRetries = s.number("net.ipv4.tcp_syn_retries", 6, 1, 127);
        synAckRetries = s.number("net.ipv4.tcp_synack_retries", 5, 0, 255);
        maxSynBacklog = s.number("net.ipv4.tcp_max_syn_backlog", 2048, 0, Integer.MAX_VALUE);
        synCookies = s.number("net.ipv4.tcp_syncookies", 1, 0, 2);
        synLinearTimeouts = s.number("net.ipv4.tcp_syn_linear_timeouts", 4, 0, 127);
        retries2 = s.number("net.ipv4.tcp_retries2", 15, 0, 255);
        orphanRetries = s.number("net.ipv4.tcp_orphan_retries", 0, 0, 255);
        finTimeout = s.number("net.ipv4.tcp_fin_timeout", 60, 0, 32_767);
        keepaliveTime = s.number("net.ipv4.tcp_keepalive_time", 7200, 1, 32_767);
        keepaliveInterval = s.number("net.ipv4.tcp_keepalive_intvl", 75, 1, 32_767);
        keepaliveProbes = s.number("net.ipv4.tcp_keepalive_probes", 9, 1, 255);
        maxTimeWait = s.number("net.ipv4.tcp_max_tw_buckets", 131_072, 0, Integer.MAX_VALUE);
        abortOnOverflow = s.number("net.ipv4.tcp_abort_on_overflow", 0, 0, 1);
        timeWaitReuse = s.number("net.ipv4.tcp_tw_reuse", 2, 0, 2);
        timeWaitReuseDelay = s.number("net.ipv4.tcp_tw_reuse_delay", 1000, 1, 60_000);
        rfc1337 = s.number("net.ipv4.tcp_rfc1337", 0, 0, 1);
        timestamps = s.number("net.ipv4.tcp_timestamps", 1, 0, 2);
        sack = s.number("net.ipv4.tcp_sack", 1, 0, 1);
        windowScaling = s.number("net.ipv4.tcp_window_scaling", 1, 0, 1);
        dsack = s.number("net.ipv4.tcp_dsack", 1, 0, 1);
        reordering = s.number("net.ipv4.tcp_reordering", 3, 1, 300);
        maxReordering = s.number("net.ipv4.tcp_max_reordering", 300, 1, Integer.MAX_VALUE);
        frto = s.number("net.ipv4.tcp_frto", 2, 0, 2);
        recovery = s.number("net.ipv4.tcp_recovery", 1, 0, 255);
        earlyRetrans = s.number("net.ipv4.tcp_early_retrans", 3, 0, 4);
        minRttWindow = s.number("net.ipv4.tcp_min_rtt_wlen", 300, 0, 86_400);
        retransCollapse = s.number("net.ipv4.tcp_retrans_collapse", 1, 0, 1);
        retries1 = s.number("net.ipv4.tcp_retries1", 3, 0, 255);
        mtuProbing = s.number("net.ipv4.tcp_mtu_probing", 0, 0, 2);
        baseMss = s.number("net.ipv4.tcp_base_mss", 1024, 48, 65_535);
        mtuProbeFloor = s.number("net.ipv4.tcp_mtu_probe_floor", 48, 48, 65_535);
        probeThreshold = s.number("net.ipv4.tcp_probe_threshold", 8, 0, Integer.MAX_VALUE);
        probeInterval = s.number("net.ipv4.tcp_probe_interval", 600, 0, Integer.MAX_VALUE);
        ecn = s.number("net.ipv4.tcp_ecn", 2, 0, 2);
        ecnFallback = s.number("net.ipv4.tcp_ecn_fallback", 1, 0, 1);
        slowStartAfterIdle = s.number("net.ipv4.tcp_slow_start_after_idle", 1, 0, 1);
        shrinkWindow = s.number("net.ipv4.tcp_shrink_window", 0, 0, 1);
        moderateReceiveBuffer = s.number("net.ipv4.tcp_moderate_rcvbuf", 1, 0, 1);
        receiveBufferLowRtt = s.number("net.ipv4.tcp_rcvbuf_low_rtt", 1000, 1, 1_000_000);
        invalidRateLimit = s.number("net.ipv4.tcp_invalid_ratelimit", 500, 0, Integer.MAX_VALUE);
        compSackNumber = s.number("net.ipv4.tcp_comp_sack_nr", 44, 0, 255);
        compSackDelay = s.number("net.ipv4.tcp_comp_sack_delay_ns", 1_000_000, 0, Integer.MAX_VALUE);
        rtoMinMicros = s.number("net.ipv4.tcp_rto_min_us", 200_000, 1, 120_000_000);
        rtoMaxMillis = s.number("net.ipv4.tcp_rto_max_ms", 120_000, 1000, 120_000);
        minSendMss = s.number("net.ipv4.tcp_min_snd_mss", 48, 48, 65_535);
        minTsoSegments = s.number("net.ipv4.tcp_min_tso_segs", 2, 1, 65_535);
        tsoWindowDivisor = s.number("net.ipv4.tcp_tso_win_divisor", 3, 0, Integer.MAX_VALUE);
        tsoRttLog = s.number("net.ipv4.tcp_tso_rtt_log", 9, 0, 31);
        pacingSlowStartRatio = s.number("net.ipv4.tcp_pacing_ss_ratio", 200, 0, 1000);
        pacingAvoidanceRatio = s.number("net.ipv4.tcp_pacing_ca_ratio", 120, 0, 1000);
    }

    /** Initial congestion window in segments: ten (RFC 6928; Linux {@code TCP_INIT_CWND}), or what RFC 5681 section 3.1 prints. */
    public int initialWindow(int mss) {
        if (textbook == null) {
            return classic.initialWindow();
        }
        return mss > 2190 ? 2 : mss > 1095 ? 3 : 4;
    }

    /** Repetitions of a SYN that leave the initial window alone. */
    public int toleratedSynRetries() {
        return textbook == null ? 1 : 0;
    }

    /** Least retransmission timeout (or variation, in Linux's estimator). */
    public long rtoMinNanos() {
        return rtoMinMicros.value() * 1000;
    }

    /** Largest retransmission timeout and probe interval. */
    public long rtoMaxNanos() {
        return rtoMaxMillis.value() * MILLI;
    }

    public long finTimeoutNanos() {
        return finTimeout.value() * SECOND;
    }

    public long invalidRateLimitNanos() {
        return invalidRateLimit.value() * MILLI;
    }

    /** The first window is a multiple of this: of the segment size in Linux, of one octet where the textbook's window is offered. */
    public int firstWindowUnit(int mss) {
        return profile.window() == Profile.Window.LINUX ? mss : 1;
    }
}
