package dev.wireproof.rig.monitor.tcp;

import java.util.Map;
import java.util.TreeMap;

/** The octets one side has sent, by position, as references into frames; the oldest acknowledged ones are forgotten. */
final class OctetHistory {
    private static final long KEPT_BELOW_ACK = 256 << 10;
    private static final long MOST = 8 << 20;

    private record Piece(byte[] octets, int offset, int length) {}

    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private long total;

    /** Keeps octets whose positions are not known yet; any that are known stay as first sent. */
    void keep(long position, byte[] octets, int offset, int length) {
        long at = position;
        long end = position + length;
        while (at < end) {
            Map.Entry<Long, Piece> below = pieces.floorEntry(at);
            long covered = below == null ? at : below.getKey() + below.getValue().length;
            if (covered > at) {
                at = covered;
                continue;
            }
            Long above = pieces.higherKey(at);
            long to = above == null ? end : Math.min(end, above);
            pieces.put(at, new Piece(octets, offset + (int) (at - position), (int) (to - at)));
            total += to - at;
            at = to;
        }
    }

    /** Forgets what lies well below an acknowledgment, and whatever exceeds the limit. */
    void forget(long acked) {
        while (!pieces.isEmpty() && (pieces.firstEntry().getKey() < acked - KEPT_BELOW_ACK || total > MOST)) {
            total -= pieces.pollFirstEntry().getValue().length;
        }
    }

    void clear() {
        pieces.clear();
        total = 0;
    }

    /** Result of {@link #compare}: nothing known at those positions. */
    static final long UNKNOWN = -2;

    /** Result of {@link #compare}: all octets that are known agree. */
    static final long SAME = -1;

    /** The first position at which these octets differ from those sent before, {@link #SAME} or {@link #UNKNOWN}. */
    long compare(long position, byte[] octets, int offset, int length) {
        boolean known = false;
        Long start = pieces.floorKey(position);
        for (Map.Entry<Long, Piece> each : pieces.tailMap(start == null ? position : start, true).entrySet()) {
            Piece piece = each.getValue();
            long from = Math.max(position, each.getKey());
            long to = Math.min(position + length, each.getKey() + piece.length);
            if (each.getKey() >= position + length) {
                break;
            }
            if (from >= to) {
                continue;
            }
            known = true;
            int ours = offset + (int) (from - position);
            int theirs = piece.offset + (int) (from - each.getKey());
            int differs = java.util.Arrays.mismatch(
                    octets, ours, ours + (int) (to - from), piece.octets, theirs, theirs + (int) (to - from));
            if (differs >= 0) {
                return from + differs;
            }
        }
        return known ? SAME : UNKNOWN;
    }
}
