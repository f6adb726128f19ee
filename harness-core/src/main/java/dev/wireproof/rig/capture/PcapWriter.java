package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Invariant;
import java.nio.file.Path;

/**
 * Writes classic pcap with nanosecond times (magic {@code a1b23c4d}), for programs that read nothing newer. Interface names,
 * directions and comments have no place in it and are lost.
 */
public final class PcapWriter implements FrameSink {
    private static final int NANOSECOND_MAGIC = 0xA1B23C4D;
    private static final int SNAPLEN = 262_144;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final CaptureFileOutput out;
    private int interfaces;
    private int left;

    /**
     * @throws CaptureException when the file cannot be made
     */
    public PcapWriter(Path file, LinkType linkType) {
        out = new CaptureFileOutput(file);
        out.int32(NANOSECOND_MAGIC);
        out.int16(2);
        out.int16(4);
        out.int64(0);
        out.int32(SNAPLEN);
        out.int32(linkType.code());
    }

    @Override
    public int addInterface(String name, String description) {
        return interfaces++;
    }

    @Override
    public void begin(int on, long unixNanos, int captured, int original, Direction direction, String comment) {
        Invariant.check(left == 0, "a frame began before the last one had all its octets");
        left = captured;
        out.int32((int) (unixNanos / NANOS_PER_SECOND));
        out.int32((int) (unixNanos % NANOS_PER_SECOND));
        out.int32(captured);
        out.int32(original);
    }

    @Override
    public void append(byte[] octets, int offset, int length) {
        left -= length;
        out.octets(octets, offset, length);
    }

    @Override
    public void end() {
        Invariant.check(left == 0, "a frame ended with more or fewer octets than announced");
    }

    @Override
    public void close() {
        out.close();
    }
}
