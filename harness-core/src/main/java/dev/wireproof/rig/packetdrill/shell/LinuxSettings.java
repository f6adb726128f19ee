package dev.wireproof.rig.packetdrill.shell;

import java.util.List;

/** Settings that Linux 6.18 has and scripts about TCP touch, whether this host has them or not. */
final class LinuxSettings {
    private static final String TCP_PREFIX = "net.ipv4.tcp_";

    /** Names behind {@code net.ipv4.tcp_} (net/ipv4/sysctl_net_ipv4.c). */
    private static final List<String> TCP = List.of(("abort_on_overflow adv_win_scale allowed_congestion_control app_win autocorking "
            + "available_congestion_control available_ulp backlog_ack_defer base_mss challenge_ack_limit child_ehash_entries "
            + "comp_sack_delay_ns comp_sack_nr comp_sack_rtt_percent comp_sack_slack_ns congestion_control dsack early_demux "
            + "early_retrans ecn ecn_fallback ecn_option ecn_option_beacon ehash_entries fack fastopen "
            + "fastopen_blackhole_timeout_sec fastopen_key fin_timeout frto fwmark_accept invalid_ratelimit keepalive_intvl "
            + "keepalive_probes keepalive_time l3mdev_accept limit_output_bytes low_latency max_orphans max_reordering "
            + "max_syn_backlog max_tw_buckets mem migrate_req min_rtt_wlen min_snd_mss min_tso_segs moderate_rcvbuf "
            + "mtu_probe_floor mtu_probing no_metrics_save no_ssthresh_metrics_save notsent_lowat orphan_retries pacing_ca_ratio "
            + "pacing_ss_ratio pingpong_thresh plb_cong_thresh plb_enabled plb_idle_rehash_rounds plb_rehash_rounds "
            + "plb_suspend_rto_sec probe_interval probe_threshold recovery reflect_tos reordering retrans_collapse retries1 "
            + "retries2 rfc1337 rmem rto_max_ms rto_min_us sack shrink_window slow_start_after_idle stdurg syn_linear_timeouts "
            + "syn_retries synack_retries syncookies thin_linear_timeouts timestamps tso_rtt_log tso_win_divisor tw_reuse "
            + "tw_reuse_delay window_scaling wmem workaround_signed_windows").split(" "));

    private static final List<String> MODULES = List.of("/sys/module/tcp_cubic/parameters/hystart_detect",
            "/sys/module/tcp_cubic/parameters/hystart", "/sys/module/tcp_cubic/parameters/fast_convergence",
            "/sys/module/tcp_cubic/parameters/tcp_friendliness", "/sys/module/tcp_cubic/parameters/beta");

    private LinuxSettings() {}

    static boolean has(String name) {
        return name.startsWith(TCP_PREFIX) && TCP.contains(name.substring(TCP_PREFIX.length())) || MODULES.contains(name);
    }
}
