package dev.wireproof.rig.capture;

/** An Interface Description Block: names, link type and the unit of its times. */
final class PcapngInterface {
    private static final int OPTIONS = 8;
    private static final int NAME = 2;
    private static final int DESCRIPTION = 3;
    private static final int RESOLUTION = 9;
    private static final int OFFSET_SECONDS = 14;
    private static final int MICROSECONDS = 6;
    private static final int BINARY = 0x80;
    private static final long NANOS = 1_000_000_000L;

    private final CaptureInterface known;
    private final int linkCode;
    private final int snapLength;
    private final int resolution;
    private final long offsetSeconds;

    private PcapngInterface(CaptureInterface known, int linkCode, int snapLength, int resolution, long offsetSeconds) {
        this.known = known;
        this.linkCode = linkCode;
        this.snapLength = snapLength;
        this.resolution = resolution;
        this.offsetSeconds = offsetSeconds;
    }

    /**
     * @param index position among all interfaces of the file
     * @param inSection position in this section, for a name where there is none
     */
    static PcapngInterface of(PcapngBlock block, int index, int inSection) {
        String name = block.textOption(OPTIONS, NAME);
        int linkCode = block.int16(0);
        int resolution = block.octetOption(OPTIONS, RESOLUTION, MICROSECONDS);
        if ((resolution & BINARY) == 0 ? resolution > 18 : (resolution & ~BINARY) > 62) {
            throw block.in().malformed(
                    block.at(), "time resolution 0x" + Integer.toHexString(resolution) + ": expected at most 10^-18 or 2^-62 s");
        }
        CaptureInterface known = new CaptureInterface(
                index, name.isEmpty() ? "if" + inSection : name, block.textOption(OPTIONS, DESCRIPTION), LinkType.of(linkCode));
        return new PcapngInterface(
                known, linkCode, block.int32(4), resolution, block.int64Option(OPTIONS, OFFSET_SECONDS));
    }

    CaptureInterface known() {
        return known;
    }

    int snapLength() {
        return snapLength;
    }

    /** The interface, if its link type can be read: an interface without frames may have any. */
    CaptureInterface usable(PcapngBlock block) {
        CaptureFormat.linkType(block.in(), block.at(), linkCode);
        return known;
    }

    /** A time stamp in nanoseconds since 1970. */
    long nanos(long ticks) {
        long offset = offsetSeconds * NANOS;
        if ((resolution & BINARY) != 0) {
            int bits = resolution & ~BINARY;
            long seconds = bits == 0 ? ticks : ticks >>> bits;
            long part = ticks & (1L << bits) - 1;
            return offset + seconds * NANOS + shifted(part, bits);
        }
        long unit = 1;
        for (int i = Math.min(resolution, 9); i < Math.max(resolution, 9); i++) {
            unit *= 10;
        }
        return offset + (resolution <= 9 ? ticks * unit : Long.divideUnsigned(ticks, unit));
    }

    /** {@code part * 10^9 / 2^bits} without overflow. */
    private static long shifted(long part, int bits) {
        long high = Math.multiplyHigh(part, NANOS);
        long low = part * NANOS;
        return bits == 0 ? 0 : low >>> bits | high << 64 - bits;
    }
}
