package dev.wireproof.rig.capture;

import dev.wireproof.core.skb.SkBuff;

/**
 * Takes frames as they pass, piece by piece, so that a buffer made of slices is captured without being joined first. Calls come in
 * the order {@code begin}, {@code append} as often as needed, {@code end}; nothing is allocated a frame.
 */
public interface FrameSink extends AutoCloseable {
    /** Virtual time 0 in captures: 2000-01-01T00:00:00Z, in nanoseconds since 1970. */
    long VIRTUAL_ZERO_UNIX_NANOS = 946_684_800_000_000_000L;

    /**
     * Declares an interface before its first frame.
     *
     * @param description free text, empty for none; see {@link CaptureInterface#SCRIPTED}
     * @return its number for {@link #begin}
     */
    int addInterface(String name, String description);

    /**
     * Starts a frame.
     *
     * @param unixNanos nanoseconds since 1970-01-01T00:00:00Z
     * @param capturedLength octets that {@link #append} will bring in all
     * @param originalLength octets the frame had on the wire, normally the same
     * @param comment fate and other remarks, or null
     * @throws CaptureException when the file cannot be written
     */
    void begin(int on, long unixNanos, int capturedLength, int originalLength, Direction direction, String comment);

    /** Adds the next octets of the frame. */
    void append(byte[] octets, int offset, int length);

    /** Ends the frame. */
    void end();

    /** Everything written and in place; a second call does nothing. */
    @Override
    void close();

    /** A whole frame that lies in one array. */
    default void frame(int on, long unixNanos, byte[] octets, Direction direction, String comment) {
        begin(on, unixNanos, octets.length, octets.length, direction, comment);
        append(octets, 0, octets.length);
        end();
    }

    /** A whole frame of the stack, without joining its slices. */
    default void frame(int on, long unixNanos, SkBuff frame, Direction direction, String comment) {
        begin(on, unixNanos, frame.length(), frame.length(), direction, comment);
        append(frame.head(), frame.data(), frame.linearLength());
        for (int i = 0; i < frame.slices(); i++) {
            append(frame.sliceArray(i), frame.sliceOffset(i), frame.sliceLength(i));
        }
        end();
    }

    /** A frame as another capture holds it. */
    default void frame(int on, CapturedFrame frame) {
        String comment = frame.comment().isEmpty() ? null : frame.comment();
        begin(on, frame.unixNanos(), frame.octets().length, frame.originalLength(), frame.direction(), comment);
        append(frame.octets(), 0, frame.octets().length);
        end();
    }
}
