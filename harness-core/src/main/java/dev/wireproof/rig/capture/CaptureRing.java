package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Invariant;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A capture in memory of at most a given size: when it is full the oldest frames go. An exploration keeps one and spills it only when
 * it has something to show. It grows up to its limit, then runs in place; a frame allocates nothing beyond that growth.
 */
public final class CaptureRing implements FrameSink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 16 << 10;
    private static final int HEADER = 32;
    private static final int WRAPPED = -1;

    private final int limit;
    private final LinkType linkType;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private byte[] ring;
    private int head;
    private int tail;
    private int kept;
    private long evicted;
    private int writeAt;
    private int frameEnd;

    /**
     * @param limit octets of memory at most; frames and comments beyond it push out the oldest
     */
    public CaptureRing(int limit, LinkType linkType) {
        this.limit = limit;
        this.linkType = linkType;
        ring = new byte[Math.min(START, limit)];
    }

    @Override
    public int addInterface(String name, String description) {
        interfaces.add(new CaptureInterface(interfaces.size(), name, description, linkType));
        return interfaces.size() - 1;
    }

    @Override
    public void begin(int on, long unixNanos, int captured, int original, Direction direction, String comment) {
        int commentLength = comment == null ? 0 : CaptureFileOutput.utf8Length(comment);
        int size = HEADER + captured + commentLength;
        int at = reserve(size);
        INTS.set(ring, at, size);
        INTS.set(ring, at + 4, on);
        LONGS.set(ring, at + 8, unixNanos);
        INTS.set(ring, at + 16, captured);
        INTS.set(ring, at + 20, original);
        INTS.set(ring, at + 24, direction.ordinal());
        INTS.set(ring, at + 28, commentLength);
        writeAt = at + HEADER;
        frameEnd = at + HEADER + captured;
        putComment(comment, commentLength);
        head = at + size;
        kept++;
    }

    private void putComment(String comment, int length) {
        if (length == 0) {
            return;
        }
        if (length != comment.length()) {
            System.arraycopy(comment.getBytes(StandardCharsets.UTF_8), 0, ring, frameEnd, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            ring[frameEnd + i] = (byte) comment.charAt(i);
        }
    }

    /** Room for {@code size} octets in one piece, by growth while there is any left, then at the cost of the oldest frames. */
    private int reserve(int size) {
        Invariant.check(size <= limit, "a frame larger than the whole capture ring");
        while (ring.length < limit && evicted == 0 && head + size > ring.length) {
            ring = Arrays.copyOf(ring, (int) Math.min(limit, 2L * ring.length));
        }
        if (head + size > ring.length) {
            while (kept > 0 && tail >= head) {
                evictOldest();
            }
            if (head + 4 <= ring.length) {
                INTS.set(ring, head, WRAPPED);
            }
            head = 0;
        }
        while (kept > 0 && tail >= head && tail < head + size) {
            evictOldest();
        }
        if (kept == 0) {
            tail = head;
        }
        return head;
    }

    private void evictOldest() {
        tail = after(tail);
        kept--;
        evicted++;
    }

    /** Where the frame after the one at {@code at} lies. */
    private int after(int at) {
        int next = at + (int) INTS.get(ring, at);
        boolean wraps = next + 4 > ring.length || (int) INTS.get(ring, next) == WRAPPED;
        return wraps && next != head ? 0 : next;
    }

    @Override
    public void append(byte[] octets, int offset, int length) {
        System.arraycopy(octets, offset, ring, writeAt, length);
        writeAt += length;
    }

    @Override
    public void end() {
        Invariant.check(writeAt == frameEnd, "a frame ended with more or fewer octets than announced");
    }

    /** Frames that were pushed out since the start. */
    public long evicted() {
        return evicted;
    }

    /** The kept frames, oldest first, as copies; numbers go on from what was pushed out. */
    public List<CapturedFrame> frames() {
        List<CapturedFrame> frames = new ArrayList<>(kept);
        int at = tail;
        for (int i = 0; i < kept; i++) {
            int captured = (int) INTS.get(ring, at + 16);
            int data = at + HEADER;
            frames.add(new CapturedFrame(
                    evicted + i + 1,
                    (long) LONGS.get(ring, at + 8),
                    interfaces.get((int) INTS.get(ring, at + 4)),
                    Arrays.copyOfRange(ring, data, data + captured),
                    (int) INTS.get(ring, at + 20),
                    Direction.ofFlags((int) INTS.get(ring, at + 24)),
                    new String(ring, data + captured, (int) INTS.get(ring, at + 28), StandardCharsets.UTF_8)));
            at = after(at);
        }
        return frames;
    }

    /** Writes interfaces and kept frames to a file. */
    public void spill(FrameSink target) {
        for (CaptureInterface each : interfaces) {
            target.addInterface(each.name(), each.description());
        }
        for (CapturedFrame frame : frames()) {
            target.frame(frame.on().index(), frame);
        }
    }

    /** Nothing to do: the frames stay readable. */
    @Override
    public void close() {}
}
