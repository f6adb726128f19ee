package dev.wireproof.rig.capture;

import java.util.List;

/** One file format: turns octets into frames. */
abstract class CaptureFormat {
    /** A frame of this size or more is a sign of a broken file, not of a network. */
    static final int LARGEST_FRAME = 16 << 20;

    static final int PCAP_MICROS = 0xA1B2C3D4;
    static final int PCAP_NANOS = 0xA1B23C4D;
    static final int PCAPNG = 0x0A0D0D0A;

    /** Frame number {@code number}, or null at the end. */
    abstract CapturedFrame next(long number);

    abstract List<CaptureInterface> interfaces();

    long lostFrames() {
        return 0;
    }

    /** Chooses the format by the first four octets. */
    static CaptureFormat detect(CaptureInput in) {
        if (in.atEnd()) {
            throw in.malformed(0, "the file is empty: expected a capture (pcap or pcapng)");
        }
        int magic = in.int32("the magic number");
        if (magic == PCAPNG) {
            return new PcapngFormat(in);
        }
        boolean swapped = magic == Integer.reverseBytes(PCAP_MICROS) || magic == Integer.reverseBytes(PCAP_NANOS);
        int straight = swapped ? Integer.reverseBytes(magic) : magic;
        if (straight != PCAP_MICROS && straight != PCAP_NANOS) {
            throw in.malformed(
                    0, "not a capture: expected the magic number of pcap or pcapng, found 0x" + Integer.toHexString(magic));
        }
        in.littleEndian(swapped);
        return new PcapFormat(in, straight == PCAP_NANOS ? 1 : 1000);
    }

    static LinkType linkType(CaptureInput in, long at, int code) {
        LinkType known = LinkType.of(code);
        if (known == null) {
            throw in.malformed(
                    at, "link type " + code + ": expected Ethernet (1), raw IP (101, 12, 228) or Linux cooked (113, 276)");
        }
        return known;
    }

    static void checkLength(CaptureInput in, long at, int length) {
        if (length < 0 || length > LARGEST_FRAME) {
            throw in.malformed(
                    at, "a frame of " + Integer.toUnsignedString(length) + " octets: expected at most " + LARGEST_FRAME);
        }
    }
}
