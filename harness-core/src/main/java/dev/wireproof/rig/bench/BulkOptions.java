package dev.wireproof.rig.bench;

import java.nio.file.Path;

/**
 * What a bulk transfer is made of.
 *
 * @param bytes payload over all flows, 1 or more
 * @param flows connections that share one cable, 1 or more
 * @param lossMillionths probability that a frame is lost, each way
 * @param offloads the NICs do what a Linux host leaves to them: checksums, super-segments, joining segments of a turn,
 *     moderating interrupts
 * @param captures folder for one capture file a host, or null for none
 */
public record BulkOptions(long bytes, int flows, int lossMillionths, boolean offloads, Path captures) {
    /** Send and receive buffers of every connection in octets, as getsockopt shows them. */
    public static final int BUFFER = 131_072;

    /** Rate of the cable. */
    public static final long BITS_PER_SECOND = 10_000_000_000L;

    /** Segments in a super-segment at most, as Linux's drivers say (GSO_MAX_SEGS). */
    public static final int SUPER_SEGMENTS = 65_535;

    /** How long a NIC with offloads waits for more frames: the 50 us of Linux's drivers for 10 Gb/s. */
    public static final long MODERATION_NANOS = 50_000;

    /** Delay of the cable, each way. */
    public static final long DELAY_NANOS = 50_000;
}
