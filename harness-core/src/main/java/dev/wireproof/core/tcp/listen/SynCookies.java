package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.base.SipHash;
import dev.wireproof.core.sim.Rng;

/**
 * Initial numbers that stand for a request which nobody keeps (RFC 4987 section 3.6; Linux {@code net/ipv4/syncookies.c}, facts
 * 8.6): a keyed hash of the connection, the minute, and what the peer said about its segments; and TSvals that hold the rest.
 */
final class SynCookies {
    /** How long a cookie is worth something, in seconds (Linux {@code TCP_SYNCOOKIE_VALID}). */
    static final int VALID_SECONDS = 120;
    /** Largest segments that a cookie can name, smallest first. */
    static final int[] SEGMENT_SIZES = {536, 1300, 1440, 1460};

    private static final int COUNT_SHIFT = 24;
    private static final int DATA_MASK = (1 << COUNT_SHIFT) - 1;
    private static final int AGE_MASK = -1 >>> COUNT_SHIFT;
    private static final int MOST_MINUTES = 2;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private static final int OPTION_BITS = 6;
    private static final int SCALE_MASK = 15;
    private static final int SACK_BIT = 1 << 4;
    private static final int ECN_BIT = 1 << 5;

    private final SipHash base;
    private final SipHash data;

    /** @param rng a stream of the namespace that only this draws from */
    SynCookies(Rng rng) {
        base = new SipHash(rng.nextLong(), rng.nextLong());
        data = new SipHash(rng.nextLong(), rng.nextLong());
    }

    /** What a peer's TSecr brings back. */
    record Options(boolean scaling, int peerScale, boolean sack, boolean ecn) {
    }

    /** The place in the table of the largest size that is not above what the peer takes. */
    static int indexOf(int peerMss) {
        int index = SEGMENT_SIZES.length - 1;
        while (index > 0 && peerMss < SEGMENT_SIZES[index]) {
            index--;
        }
        return index;
    }

    /**
     * The cookie of a request.
     *
     * @param unixNanos now
     */
    int sequence(Request r, int index, long unixNanos) {
        int minute = (int) (unixNanos / MINUTE_NANOS);
        return hash(base, r, 0) + r.irs + (minute << COUNT_SHIFT) + (hash(data, r, minute) + index & DATA_MASK);
    }

    /** The segment size that this initial number of ours stands for; 0 when it is no cookie of this minute or the last. */
    int segmentSize(Request r, int cookie, long unixNanos) {
        int minute = (int) (unixNanos / MINUTE_NANOS);
        int rest = cookie - hash(base, r, 0) - r.irs;
        int age = minute - (rest >>> COUNT_SHIFT) & AGE_MASK;
        if (age >= MOST_MINUTES) {
            return 0;
        }
        int index = rest - hash(data, r, minute - age) & DATA_MASK;
        return index < SEGMENT_SIZES.length ? SEGMENT_SIZES[index] : 0;
    }

    private static int hash(SipHash key, Request r, int minute) {
        long ports = (long) r.localPort << 48 | (long) r.remotePort << 32 | minute & 0xFFFF_FFFFL;
        return (int) key.hash(r.local.high(), r.local.low(), r.remote.high(), r.remote.low(), ports);
    }

    /** The clock of timestamps, put back as little as the six bits for options need. */
    static int stamp(int clock, boolean scaling, int peerScale, boolean sack, boolean ecn) {
        int options = (scaling ? peerScale : SCALE_MASK) | (sack ? SACK_BIT : 0) | (ecn ? ECN_BIT : 0);
        int stamp = clock >>> OPTION_BITS << OPTION_BITS | options;
        return stamp - clock > 0 ? stamp - (1 << OPTION_BITS) : stamp;
    }

    /** What was put into a stamp. */
    static Options options(int stamp) {
        int scale = stamp & SCALE_MASK;
        boolean scaling = scale != SCALE_MASK;
        return new Options(scaling, scaling ? scale : 0, (stamp & SACK_BIT) != 0, (stamp & ECN_BIT) != 0);
    }
}
