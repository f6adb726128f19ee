package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
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
    private static final int TRUESIZE = 832;
    private static final byte[] NOTHING = {};

    /** Calls that are told of together. */
    private static final class Batch {
        int first;
        int calls;
        int end;
        int octets;
    }

    /** Where the octets of the call at hand lie. */
    final ZeroCopyPieces pieces = new ZeroCopyPieces();

    private final TcpSock sock;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private int next;

    ZeroCopyNotices(TcpSock sock) {
        this.sock = sock;
    }

    /** True when the next call will be told of with the one before: its octets join those in the last buffer that waits. */
    boolean joins(SendBuffer buffer, int octets) {
        Batch last = batches.peekLast();
        return last != null && buffer.unsent() > 0 && last.end == buffer.end() && last.octets + octets <= MOST_TOGETHER;
    }

    /** A call has queued octets up to {@code end}. */
    void sent(int end, int octets, boolean joins) {
        Batch b = joins ? batches.getLast() : new Batch();
        if (!joins) {
            b.first = next;
            batches.addLast(b);
        }
        b.calls++;
        b.end = end;
        b.octets += octets;
        next++;
        if (sock.tcb().state() == TcpState.CLOSED) {
            ended();
        } else {
            acknowledged(sock.tcb().send.una);
        }
    }

    /** Everything in front of {@code una} is acknowledged. */
    void acknowledged(int una) {
        while (!batches.isEmpty() && Seq.leq(batches.getFirst().end, una)) {
            tell(batches.removeFirst());
        }
    }

    /** The queue is gone, whatever became of it. */
    void ended() {
        while (!batches.isEmpty()) {
            tell(batches.removeFirst());
        }
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
        QueuedError entry = new QueuedError(notice, null, NOTHING, TRUESIZE, List.of());
        if (follows) {
            sock.errorQueue.replaceNewest(entry);
        } else {
            sock.errorQueue.add(entry);
        }
    }
}
