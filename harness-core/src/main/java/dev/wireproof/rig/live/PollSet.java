package dev.wireproof.rig.live;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.wireproof.core.base.Errno;

/**
 * A reusable argument of {@code ppoll}: descriptors, wanted events, answers.
 *
 * <p>Of one thread at a time. An entry keeps its index until {@link #clear}.
 */
public final class PollSet {
    /** Something to read, a connection to accept, or the end of the stream. */
    public static final int POLLIN = 0x001;
    /** Urgent data. */
    public static final int POLLPRI = 0x002;
    /** Room to write, or a connect that ended. */
    public static final int POLLOUT = 0x004;
    /** Answer only: a pending error. */
    public static final int POLLERR = 0x008;
    /** Answer only: both directions are over. */
    public static final int POLLHUP = 0x010;
    /** Answer only: the descriptor is not open. */
    public static final int POLLNVAL = 0x020;
    /** The peer sent its FIN. */
    public static final int POLLRDHUP = 0x2000;

    private static final int ENTRY_BYTES = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int capacity;
    private final Memory entries;
    private final Memory timeout = new Memory(16);
    private int size;

    /** @param capacity how many descriptors fit, at least 1 */
    public PollSet(int capacity) {
        this.capacity = capacity;
        this.entries = new Memory((long) capacity * ENTRY_BYTES);
    }

    /** Forgets every descriptor. */
    public void clear() {
        size = 0;
    }

    /** Adds {@code fd} with the events wanted (0 = only the answer-only ones) and returns its index. */
    public int add(int fd, int events) {
        if (size == capacity) {
            throw new IllegalStateException("poll set holds " + capacity + " descriptors and no more");
        }
        entries.setInt((long) size * ENTRY_BYTES, fd);
        entries.setShort((long) size * ENTRY_BYTES + 4, (short) events);
        entries.setShort((long) size * ENTRY_BYTES + 6, (short) 0);
        return size++;
    }

    /**
     * Waits until a descriptor is ready, at most {@code timeoutNanos} (0 = only look, negative = for ever).
     *
     * @return how many are ready; 0 on timeout and on a signal
     */
    public int await(long timeoutNanos) {
        Pointer limit = null;
        if (timeoutNanos >= 0) {
            timeout.setLong(0, timeoutNanos / NANOS_PER_SECOND);
            timeout.setLong(8, timeoutNanos % NANOS_PER_SECOND);
            limit = timeout;
        }
        int ready = LibC.ppoll(entries, size, limit, null);
        if (ready < 0 && LibC.lastErrorIs(Errno.EINTR)) {
            forgetAnswers();
            return 0;
        }
        return LibC.check("ppoll", ready);
    }

    /** The events that the last {@link #await} found on the descriptor at {@code index}. */
    public int ready(int index) {
        return entries.getShort((long) index * ENTRY_BYTES + 6) & 0xffff;
    }

    private void forgetAnswers() {
        for (int i = 0; i < size; i++) {
            entries.setShort((long) i * ENTRY_BYTES + 6, (short) 0);
        }
    }
}
