package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Invariant;
import java.nio.file.Path;

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng): one section, interfaces with names, Enhanced Packet Blocks with nanosecond times, the
 * direction in the flags and the comment in UTF-8. One link type a file, because libpcap reads no other. The file appears under its
 * own name only when it is complete.
 */
public final class PcapngWriter implements FrameSink {
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int COMMENT = 1;
    private static final int FLAGS = 2;
    private static final int NANOSECONDS = 9;

    private final CaptureFileOutput out;
    private final LinkType linkType;
    private int interfaces;
    private int left;
    private int capturedLength;
    private int blockLength;
    private int commentLength;
    private String comment;
    private Direction direction = Direction.UNKNOWN;

    /**
     * @throws CaptureException when the file cannot be made
     */
    public PcapngWriter(Path file, LinkType linkType) {
        this.linkType = linkType;
        out = new CaptureFileOutput(file);
        sectionHeader("Wireproof");
    }

    /** An Ethernet capture. */
    public PcapngWriter(Path file) {
        this(file, LinkType.ETHERNET);
    }

    private void sectionHeader(String application) {
        int length = 28 + optionLength(application.length()) + 4;
        out.int32(SECTION_HEADER);
        out.int32(length);
        out.int32(0x1A2B3C4D);
        out.int16(1);
        out.int16(0);
        out.int64(-1);
        option(4, application, application.length());
        out.int32(0);
        out.int32(length);
    }

    @Override
    public int addInterface(String name, String description) {
        int nameLength = CaptureFileOutput.utf8Length(name);
        int descriptionLength = CaptureFileOutput.utf8Length(description);
        boolean described = descriptionLength > 0;
        int length = 20 + optionLength(nameLength) + (described ? optionLength(descriptionLength) : 0) + 8 + 4;
        out.int32(INTERFACE);
        out.int32(length);
        out.int16(linkType.code());
        out.int16(0);
        out.int32(0);
        option(2, name, nameLength);
        if (described) {
            option(3, description, descriptionLength);
        }
        out.int16(9);
        out.int16(1);
        out.int32(NANOSECONDS);
        out.int32(0);
        out.int32(length);
        return interfaces++;
    }

    @Override
    public void begin(int on, long unixNanos, int captured, int original, Direction dir, String remark) {
        Invariant.check(on >= 0 && on < interfaces, "frame on an interface that was not declared");
        Invariant.check(left == 0, "a frame began before the last one had all its octets");
        comment = remark;
        direction = dir;
        commentLength = remark == null ? 0 : CaptureFileOutput.utf8Length(remark);
        Invariant.check(commentLength <= 0xFFFF, "comment longer than 65,535 octets");
        capturedLength = captured;
        left = captured;
        blockLength = 32 + padded(captured) + optionsLength();
        out.int32(ENHANCED_PACKET);
        out.int32(blockLength);
        out.int32(on);
        out.int32((int) (unixNanos >>> 32));
        out.int32((int) unixNanos);
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
        out.padAfter(capturedLength);
        if (optionsLength() > 0) {
            if (direction != Direction.UNKNOWN) {
                out.int16(FLAGS);
                out.int16(4);
                out.int32(direction.ordinal());
            }
            if (commentLength > 0) {
                option(COMMENT, comment, commentLength);
            }
            out.int32(0);
        }
        out.int32(blockLength);
    }

    private int optionsLength() {
        int length = (direction == Direction.UNKNOWN ? 0 : 8) + (commentLength == 0 ? 0 : optionLength(commentLength));
        return length == 0 ? 0 : length + 4;
    }

    private void option(int code, String text, int utf8Length) {
        out.int16(code);
        out.int16(utf8Length);
        out.utf8(text, utf8Length);
        out.padAfter(utf8Length);
    }

    private static int optionLength(int utf8Length) {
        return 4 + padded(utf8Length);
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    /** Gives the capture up: no file appears. */
    public void discard() {
        out.discard();
    }

    @Override
    public void close() {
        out.close();
    }
}
