package dev.wireproof.rig.capture;

import java.util.ArrayList;
import java.util.List;

/** Builds captures for tests: hosts {@code a} (10.0.0.1) and {@code b} (10.0.0.2), a frame every millisecond. */
public final class Captures {
    private static final CaptureInterface A = new CaptureInterface(0, "a", "", LinkType.ETHERNET);
    private static final CaptureInterface B = new CaptureInterface(1, "b", "", LinkType.ETHERNET);

    private final List<CapturedFrame> frames = new ArrayList<>();

    /** A frame that leaves {@code a}. */
    public Captures a(byte[] octets) {
        return add(A, octets, octets.length, Direction.OUTBOUND, "");
    }

    /** A frame that leaves {@code b}. */
    public Captures b(byte[] octets) {
        return add(B, octets, octets.length, Direction.OUTBOUND, "");
    }

    public Captures a(byte[] octets, String comment) {
        return add(A, octets, octets.length, Direction.OUTBOUND, comment);
    }

    /** A frame of {@code a} of which a snapshot length kept only so much. */
    public Captures aCut(byte[] octets, int kept) {
        return add(A, java.util.Arrays.copyOf(octets, kept), octets.length, Direction.OUTBOUND, "");
    }

    private Captures add(CaptureInterface on, byte[] octets, int length, Direction direction, String comment) {
        long number = frames.size() + 1L;
        long time = FrameSink.VIRTUAL_ZERO_UNIX_NANOS + (number - 1) * 1_000_000L;
        frames.add(new CapturedFrame(number, time, on, octets, length, direction, comment));
        return this;
    }

    public List<CapturedFrame> frames() {
        return frames;
    }
}
