package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/**
 * What older kernels had built in and no sysctl of Linux names (facts 8.3 and appendix E): each can be set alone. The defaults are
 * today's; the profile {@code classic} turns them back to 2.6.32.
 */
public final class ClassicSettings {
    private static final long MILLI = 1_000_000L;
    private static final int LEAST_ENTRIES = 8;

    private final Setting initialRtoMillis;
    private final Setting initialWindow;
    private final Setting synQueueTable;
    private final Setting youngRequests;

    ClassicSettings(Sysctls s) {
        // 3 s up to 3.0 (RFC 2988), then 1 s (RFC 6298).
        initialRtoMillis = s.number("net.classic.initial_rto_ms", 1000, 1, 120_000);
        // 3 segments of ordinary size up to 2.6.38 (RFC 3390), then 10 (RFC 6928).
        initialWindow = s.number("net.classic.initial_window", 10, 1, 1000);
        // Up to 4.3 each listener had a table of its own.
        synQueueTable = s.number("net.classic.syn_queue_table", 0, 0, 1);
        // Up to 4.9 a full accept queue did not stop SYNs while no more than this many requests were young; -1 for no such rule.
        youngRequests = s.number("net.classic.young_requests", -1, -1, 1000);
    }

    /** Timeout of a SYN and a SYN-ACK that are sent for the first time. */
    public long initialRtoNanos() {
        return initialRtoMillis.value() * MILLI;
    }

    /** Segments. */
    public int initialWindow() {
        return initialWindow.intValue();
    }

    /** Requests that a listener holds before its queue counts as full. */
    public long synQueueLimit(int backlog, long maxSynBacklog) {
        if (!synQueueTable.isOn()) {
            return backlog + 1L;
        }
        long entries = Math.max(LEAST_ENTRIES, Math.min(backlog, maxSynBacklog));
        return Long.highestOneBit(entries) << 1;
    }

    /** True when SYNs are refused at a full accept queue although so many requests are young. */
    public boolean refusesWithYoung(int young) {
        return young > youngRequests.value();
    }
}
