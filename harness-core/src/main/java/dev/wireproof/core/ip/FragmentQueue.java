package dev.wireproof.core.ip;

import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import java.util.ArrayList;
import java.util.List;

/** The fragments of one datagram that have arrived (Linux {@code struct ipq}). */
final class FragmentQueue {
    /** A fragment with the place of its payload; {@code skb.data()} is the payload. */
    private record Piece(int offset, SkBuff skb) {}

    /** Names a datagram: addresses, then protocol and identification (RFC 791 section 3.2). */
    record Key(long addresses, int protocolAndId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(addresses, other.addresses);
            return order != 0 ? order : Integer.compare(protocolAndId, other.protocolAndId);
        }
    }

    final Key key;
    final Timer timer;
    /** Count of fragments from this source when the last one of this datagram came. */
    int sourceCount;
    private final boolean overlapAccepted;
    private Coverage coverage;
    private final List<Piece> pieces = new ArrayList<>();
    private SkBuff first;
    private int length;
    private boolean lastSeen;
    private int largest;
    private int largestWithDf;
    private int ecnSeen;
    private long truesize;

    FragmentQueue(Key key, Timer timer, boolean overlapAccepted) {
        this.key = key;
        this.timer = timer;
        this.overlapAccepted = overlapAccepted;
        coverage = emptyCoverage();
    }

    private Coverage emptyCoverage() {
        return overlapAccepted ? new HoleList() : new FragmentRuns();
    }

    /** Checks and takes one fragment; {@code skb.data()} is its IP header before, its payload behind (Linux {@code ip_frag_queue}). */
    Coverage.Answer take(SkBuff skb, Ipv4View header) {
        int ihl = header.headerLength();
        int offset = header.fragmentOffset();
        boolean more = header.moreFragments();
        int end = offset + skb.length() - ihl;
        if (more) {
            end &= ~7;
        }
        boolean contradicts = more ? lastSeen && end > length : end < length || lastSeen && end != length;
        if (contradicts || end == offset) {
            return Coverage.Answer.CONTRADICTION;
        }
        lastSeen |= !more;
        length = Math.max(length, end);
        Coverage.Answer answer = coverage.take(offset, end - 1, more);
        if (answer == Coverage.Answer.TAKEN) {
            noteHeader(skb, header);
            skb.pull(ihl);
            skb.trim(end - offset);
            first = offset == 0 ? skb : first;
            insert(new Piece(offset, skb));
        }
        return answer;
    }

    private void noteHeader(SkBuff skb, Ipv4View header) {
        ecnSeen |= 1 << (header.tos() & 3);
        largest = Math.max(largest, skb.length());
        if (header.dontFragment()) {
            largestWithDf = Math.max(largestWithDf, skb.length());
        }
    }

    /** By offset; where overlap is accepted, in order of arrival, so that what came later counts. */
    private void insert(Piece piece) {
        int at = pieces.size();
        int low = overlapAccepted ? at : 0;
        while (low < at) {
            int middle = (low + at) >>> 1;
            if (pieces.get(middle).offset > piece.offset) {
                at = middle;
            } else {
                low = middle + 1;
            }
        }
        pieces.add(at, piece);
        truesize += piece.skb.truesize;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean isComplete() {
        return coverage.isComplete();
    }

    /** Octets of payload when complete. */
    int length() {
        return length;
    }

    /** The fragment with offset 0, or null; {@code data()} is its payload. */
    SkBuff first() {
        return first;
    }

    /** Octets charged for the fragments that wait here. */
    long truesize() {
        return truesize;
    }

    /** ECN bits to add to the header, or -1 for a mix that must not be (RFC 3168 section 5.3; Linux {@code ip_frag_ecn_table}). */
    int ecn() {
        boolean notCapable = (ecnSeen & 1) != 0;
        if (notCapable && ecnSeen != 1) {
            return -1;
        }
        return (ecnSeen & 8) != 0 ? 3 : 0;
    }

    /** DF of the result: set when the largest fragment had it. */
    boolean keepsDf() {
        return largestWithDf == largest;
    }

    /** The payload as one buffer that begins with the first fragment's IP header. */
    SkBuff join() {
        SkBuff whole = overlapAccepted ? overlaid() : first;
        if (!overlapAccepted) {
            whole.push(whole.data() - whole.networkHeader);
            for (Piece p : pieces) {
                if (p.skb != whole) {
                    whole.attachFrom(p.skb, 0, p.skb.length());
                    whole.truesize += p.skb.truesize;
                }
            }
        }
        return whole;
    }

    private SkBuff overlaid() {
        byte[] octets = new byte[length];
        for (Piece p : pieces) {
            p.skb.copyTo(0, octets, p.offset, p.skb.length());
        }
        first.push(first.data() - first.networkHeader);
        int header = (first.head()[first.networkHeader] & 15) << 2;
        first.trim(header);
        first.attach(octets, 0, length);
        first.truesize = (int) truesize;
        return first;
    }

    /** Empties it for a new start (Linux {@code ip_frag_reinit}); the fragments are handed back. */
    List<SkBuff> clear() {
        List<SkBuff> all = new ArrayList<>();
        for (Piece p : pieces) {
            all.add(p.skb);
        }
        pieces.clear();
        coverage = emptyCoverage();
        first = null;
        length = 0;
        lastSeen = false;
        largest = 0;
        largestWithDf = 0;
        ecnSeen = 0;
        truesize = 0;
        return all;
    }
}
