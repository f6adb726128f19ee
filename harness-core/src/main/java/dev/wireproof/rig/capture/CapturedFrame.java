package dev.wireproof.rig.capture;

/**
 * One frame of a capture. The octets are shared, never written.
 *
 * @param number position in the capture, from 1, as Wireshark counts
 * @param unixNanos nanoseconds since 1970-01-01T00:00:00Z
 * @param octets what was captured; shorter than {@code originalLength} when a snapshot length cut it
 * @param comment the first comment of the frame, empty when it has none
 */
public record CapturedFrame(
        long number,
        long unixNanos,
        CaptureInterface on,
        byte[] octets,
        int originalLength,
        Direction direction,
        String comment) {
    /** True when a snapshot length cut the frame. */
    public boolean isCut() {
        return octets.length < originalLength;
    }
}
