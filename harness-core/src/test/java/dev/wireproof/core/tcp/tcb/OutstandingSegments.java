package dev.wireproof.core.tcp.tcb;

/** Makes retransmission queues for tests: segments of 1000 octets from number 1 on, the first sent at 0, each 1 ms after the one before. */
public final class OutstandingSegments {
    public static final int SIZE = 1000;
    public static final long GAP_NANOS = 1_000_000;

    private OutstandingSegments() {}

    /** So many segments, of which the first begins at {@code una}. */
    public static RetransmissionQueue of(int segments, int una) {
        SendSequence send = new SendSequence();
        send.start(una);
        send.wnd = 1_000_000;
        SendBuffer buffer = new SendBuffer();
        buffer.start(una);
        buffer.append(new byte[segments * SIZE], 0, segments * SIZE);
        RetransmissionQueue queue = new RetransmissionQueue(send);
        for (int i = 0; i < segments; i++) {
            queue.addNext(buffer, SIZE, false, i * GAP_NANOS);
        }
        return queue;
    }

    /** So many segments from number 1 on. */
    public static RetransmissionQueue of(int segments) {
        return of(segments, 1);
    }

    /** Segment {@code n}, from 1 on, of those still there. */
    public static SentSegment segment(RetransmissionQueue queue, int n) {
        SentSegment s = queue.first();
        for (int i = 1; i < n; i++) {
            s = s.next();
        }
        return s;
    }
}
