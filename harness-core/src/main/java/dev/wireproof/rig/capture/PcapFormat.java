package dev.wireproof.rig.capture;

import java.util.List;

/** Classic pcap (draft-ietf-opsawg-pcap): a header of 24 octets, then records of 16 octets and the frame. */
final class PcapFormat extends CaptureFormat {
    private static final int LINK_TYPE_BITS = 0xFFFF;
    private static final int VERSION_MAJOR = 2;

    private final CaptureInput in;
    private final int nanosPerTick;
    private final CaptureInterface on;
    private final byte[] header = new byte[16];

    /** Reads the rest of the file header, the magic number being gone. */
    PcapFormat(CaptureInput in, int nanosPerTick) {
        this.in = in;
        this.nanosPerTick = nanosPerTick;
        byte[] rest = in.octets(20, "the pcap header");
        int major = in.int16(rest, 0);
        if (major != VERSION_MAJOR) {
            throw in.malformed(4, "pcap version " + major + ": expected " + VERSION_MAJOR);
        }
        on = new CaptureInterface(0, "if0", "", linkType(in, 20, in.int32(rest, 16) & LINK_TYPE_BITS));
    }

    @Override
    List<CaptureInterface> interfaces() {
        return List.of(on);
    }

    @Override
    CapturedFrame next(long number) {
        if (in.atEnd()) {
            return null;
        }
        long at = in.offset();
        in.fully(header, 16, "the header of frame " + number);
        int captured = in.int32(header, 8);
        int original = in.int32(header, 12);
        checkLength(in, at + 8, captured);
        checkLength(in, at + 12, original);
        long seconds = in.int32(header, 0) & 0xFFFF_FFFFL;
        long ticks = in.int32(header, 4) & 0xFFFF_FFFFL;
        byte[] octets = in.octets(captured, "frame " + number);
        return new CapturedFrame(
                number,
                seconds * 1_000_000_000L + ticks * nanosPerTick,
                on,
                octets,
                Math.max(captured, original),
                Direction.UNKNOWN,
                "");
    }
}
