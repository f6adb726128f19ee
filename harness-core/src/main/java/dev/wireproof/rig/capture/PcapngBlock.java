package dev.wireproof.rig.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of one block: fields by offset, and options. Every read is checked against the block's end. */
final class PcapngBlock {
    private static final int BODY_OFFSET = 8;
    private static final int FLAGS = 2;

    private final CaptureInput in;
    private final long at;
    private final byte[] body;

    /**
     * @param at where the block starts in the file
     */
    PcapngBlock(CaptureInput in, long at, byte[] body) {
        this.in = in;
        this.at = at;
        this.body = body;
    }

    long at() {
        return at;
    }

    CaptureInput in() {
        return in;
    }

    int int32(int offset) {
        require(offset, 4, "a field");
        return in.int32(body, offset);
    }

    int int16(int offset) {
        require(offset, 2, "a field");
        return in.int16(body, offset);
    }

    byte[] octets(int offset, int length, String what) {
        require(offset, length, what);
        return Arrays.copyOfRange(body, offset, offset + length);
    }

    private void require(int offset, int length, String what) {
        if (length > body.length - offset) {
            throw in.malformed(
                    at + BODY_OFFSET + offset,
                    "the block ends inside " + what + ": expected " + length + " octets, found " + Math.max(0, body.length - offset));
        }
    }

    /** Where the value of an option starts, or -1. Options end quietly at the block's end, as some writers leave out the end mark. */
    int find(int optionsAt, int code) {
        int offset = optionsAt;
        while (offset + 4 <= body.length) {
            int found = in.int16(body, offset);
            int length = in.int16(body, offset + 2);
            if (found == 0) {
                return -1;
            }
            require(offset + 4, length, "option " + found);
            if (found == code) {
                return offset + 4;
            }
            offset += 4 + (length + 3 & ~3);
        }
        return -1;
    }

    private int length(int valueAt) {
        return in.int16(body, valueAt - 2);
    }

    String textOption(int optionsAt, int code) {
        int value = find(optionsAt, code);
        return value < 0 ? "" : new String(body, value, length(value), StandardCharsets.UTF_8);
    }

    /** The first octet of an option, or {@code otherwise}. */
    int octetOption(int optionsAt, int code, int otherwise) {
        int value = find(optionsAt, code);
        return value < 0 || length(value) < 1 ? otherwise : body[value] & 255;
    }

    /** A 64-bit option in the section's byte order, or 0. */
    long int64Option(int optionsAt, int code) {
        int value = find(optionsAt, code);
        if (value < 0 || length(value) != 8) {
            return 0;
        }
        long first = in.int32(body, value) & 0xFFFF_FFFFL;
        long second = in.int32(body, value + 4) & 0xFFFF_FFFFL;
        return in.isLittleEndian() ? second << 32 | first : first << 32 | second;
    }

    /** The direction in the flags option of a packet block whose data starts at {@code dataAt} and whose length lies at 12. */
    Direction flagsAfter(int dataAt) {
        int captured = int32(12);
        CaptureFormat.checkLength(in, at + BODY_OFFSET + 12, captured);
        int value = find(dataAt + (captured + 3 & ~3), FLAGS);
        return value < 0 || length(value) != 4 ? Direction.UNKNOWN : Direction.ofFlags(int32(value));
    }
}
