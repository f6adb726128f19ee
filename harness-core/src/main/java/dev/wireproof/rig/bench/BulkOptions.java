package dev.wireproof.rig.bench;

import java.nio.file.Path;

/**
 * What a bulk transfer is made of.
 *
 * @param bytes payload over all flows, 1 or more
 * @param flows connections that share one cable, 1 or more
 * @param lossMillionths probability that a frame is lost, each way
 * @param captures folder for one capture file a host, or null for none
 */
public record BulkOptions(long bytes, int flows, int lossMillionths, Path captures) {
    /** Send and receive buffers of every connection in octets, as getsockopt shows them. */
    public static final int BUFFER = 131_072;

    /** Rate of the cable. */
    public static final long BITS_PER_SECOND = 10_000_000_000L;

    /** Delay of the cable, each way. */
    public static final long DELAY_NANOS = 50_000;
}
