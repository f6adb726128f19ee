package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.ExtendedError;
import dev.wireproof.core.sock.ExtendedError.Origin;
import dev.wireproof.core.sock.QueuedError;
import dev.wireproof.core.tcp.tcb.SendBuffer;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Calls with MSG_ZEROCOPY: each has a number, and when its octets are acknowledged the error queue tells that their memory is free
 * (Linux {@code msg_zerocopy_realloc}, {@code msg_zerocopy_complete}). This stack copies what is written, so every notice says so.
 */
final class ZeroCopyNotices {
    /** Linux's flag of a notice: the octets were copied after all. */
    static final int COPIED = 1;
    /** Octets of calls that share a notice (Linux {@code msg_zerocopy_realloc}). */
    private static final int MOST_TOGETHER = 1 << 19;
    private static final byte[] NOTHING = {};

    /** Calls that are told of together. */
    static final class Batch {
        private int first;
        private int calls;
        private int end;
        private int octets;
        /** Calls that go on: nothing is told before they end. */
        private int underWay;
    }

    /** Where the octets of the call at hand lie. */
    final ZeroCopyPieces pieces = new ZeroCopyPieces();

    private final TcpSock sock;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private int next;

    ZeroCopyNotices(TcpSock sock) {
        this.sock = sock;
    }

    /**
     * A call begins and takes the next number. It is told of with the one before if its octets join those in the last buffer that waits.
     *
     * @return what {@link #end} is to be told
     */
    Batch begin(SendBuffer buffer, int octets) {
        Batch last = batches.peekLast();
        boolean joins = last != null && buffer.unsent() > 0 && last.end == buffer.end() && last.octets + octets <= MOST_TOGETHER;
        return take(joins ? last : null, buffer.end());
    }

    private Batch take(Batch joined, int end) {
        Batch b = joined;
        if (b == null) {
            b = new Batch();
            b.first = next;
            b.end = end;
            batches.addLast(b);
        }
        next++;
        b.calls++;
        b.underWay++;
        return b;
    }

    /** The call has queued octets up to {@code end}; one that has queued none gives its number back (Linux {@code net_zcopy_put_abort}). */
    void end(Batch b, int end, int octets) {
        b.underWay--;
        if (octets > 0) {
            b.end = end;
            b.octets += octets;
        } else {
            next--;
            if (--b.calls == 0) {
                batches.remove(b);
            }
        }
        if (sock.state() == TcpState.CLOSED) {
            ended();
        } else {
            acknowledged(sock.tcb().send.una);
        }
    }

    /** A call whose octets all rode on the SYN. */
    void onSyn(int end, int octets) {
        end(take(null, end), end, octets);
    }

    /** Everything in front of {@code una} is acknowledged. */
    void acknowledged(int una) {
        while (isFirstWhole() && Seq.leq(batches.getFirst().end, una)) {
            tell(batches.removeFirst());
        }
    }

    /** The queue is gone, whatever became of it. */
    void ended() {
        while (isFirstWhole()) {
            tell(batches.removeFirst());
        }
    }

    private boolean isFirstWhole() {
        return !batches.isEmpty() && batches.getFirst().underWay == 0;
    }

    // A notice that follows the newest one in the queue extends it.
    private void tell(Batch b) {
        if (sock.isOrphan()) {
            return;
        }
        QueuedError newest = sock.errorQueue.newest();
        boolean follows = newest != null && newest.error().origin() == Origin.ZEROCOPY && newest.error().data() + 1 == b.first;
        int low = follows ? newest.error().info() : b.first;
        ExtendedError notice = new ExtendedError(Errno.OK, Origin.ZEROCOPY, 0, COPIED, low, b.first + b.calls - 1, null);
        QueuedError entry = new QueuedError(notice, null, NOTHING, Truesize.SMALL, List.of());
        if (follows) {
            sock.errorQueue.replaceNewest(entry);
        } else {
            sock.errorQueue.add(entry);
        }
    }
}
