package dev.wireproof.rig.capture;

import java.util.ArrayList;
import java.util.List;

/** pcapng (draft-ietf-opsawg-pcapng): blocks; those that are no packets, interfaces or statistics are passed over. */
final class PcapngFormat extends CaptureFormat {
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int LARGEST_BLOCK = LARGEST_FRAME + (1 << 20);
    private static final int IF_DROP = 5;

    private final CaptureInput in;
    private final List<PcapngInterface> section = new ArrayList<>();
    private final List<CaptureInterface> all = new ArrayList<>();
    private long lost;

    /** Starts after the block type of the first section header. */
    PcapngFormat(CaptureInput in) {
        this.in = in;
        sectionHeader(0);
    }

    @Override
    List<CaptureInterface> interfaces() {
        return all;
    }

    @Override
    long lostFrames() {
        return lost;
    }

    private void sectionHeader(long at) {
        byte[] start = in.octets(8, "a section header");
        in.littleEndian(false);
        if (in.int32(start, 4) != BYTE_ORDER_MAGIC) {
            in.littleEndian(true);
            if (in.int32(start, 4) != BYTE_ORDER_MAGIC) {
                throw in.malformed(at + 8, "expected the byte order magic of a pcapng section (0x1a2b3c4d)");
            }
        }
        int length = in.int32(start, 0);
        checkBlockLength(at, length, 28);
        byte[] rest = in.octets(length - 12, "a section header");
        if (in.int16(rest, 0) != 1) {
            throw in.malformed(at + 12, "pcapng version " + in.int16(rest, 0) + ": expected 1");
        }
        checkTrailer(at, length, in.int32(rest, rest.length - 4));
        section.clear();
    }

    @Override
    CapturedFrame next(long number) {
        while (!in.atEnd()) {
            long at = in.offset();
            int type = in.int32("a block header");
            if (type == PCAPNG) {
                sectionHeader(at);
                continue;
            }
            int length = in.int32("a block header");
            checkBlockLength(at, length, 12);
            if (type != INTERFACE && type != STATISTICS && !isPacket(type)) {
                in.skip(length - 12L, "a block of type 0x" + Integer.toHexString(type));
                checkTrailer(at, length, in.int32("a block trailer"));
                continue;
            }
            byte[] body = in.octets(length - 12, "a block of type 0x" + Integer.toHexString(type));
            checkTrailer(at, length, in.int32("a block trailer"));
            PcapngBlock block = new PcapngBlock(in, at, body);
            CapturedFrame frame = block(type, block, number);
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private static boolean isPacket(int type) {
        return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OBSOLETE_PACKET;
    }

    private CapturedFrame block(int type, PcapngBlock block, long number) {
        switch (type) {
            case ENHANCED_PACKET:
                return packet(block, number, block.int32(0), block.flagsAfter(20));
            case OBSOLETE_PACKET:
                return packet(block, number, block.int16(0), block.flagsAfter(20));
            case SIMPLE_PACKET:
                return simplePacket(block, number);
            case INTERFACE:
                section.add(PcapngInterface.of(block, all.size(), section.size()));
                all.add(section.get(section.size() - 1).known());
                return null;
            default:
                lost += block.int64Option(12, IF_DROP);
                return null;
        }
    }

    private CapturedFrame packet(PcapngBlock block, long number, int on, Direction direction) {
        PcapngInterface from = interfaceAt(block, on);
        int captured = block.int32(12);
        int original = block.int32(16);
        checkLength(in, block.at() + 20, captured);
        checkLength(in, block.at() + 24, original);
        byte[] octets = block.octets(20, captured, "frame " + number);
        long ticks = (block.int32(4) & 0xFFFF_FFFFL) << 32 | block.int32(8) & 0xFFFF_FFFFL;
        String comment = block.textOption(20 + (captured + 3 & ~3), 1);
        return new CapturedFrame(
                number, from.nanos(ticks), from.usable(block), octets, Math.max(captured, original), direction, comment);
    }

    private CapturedFrame simplePacket(PcapngBlock block, long number) {
        PcapngInterface from = interfaceAt(block, 0);
        int original = block.int32(0);
        checkLength(in, block.at() + 8, original);
        int captured = from.snapLength() == 0 ? original : Math.min(original, from.snapLength());
        byte[] octets = block.octets(4, captured, "frame " + number);
        return new CapturedFrame(number, 0, from.usable(block), octets, original, Direction.UNKNOWN, "");
    }

    private PcapngInterface interfaceAt(PcapngBlock block, int index) {
        if (index < 0 || index >= section.size()) {
            throw in.malformed(
                    block.at() + 8,
                    "a frame on interface " + Integer.toUnsignedString(index) + ": expected one of the " + section.size()
                            + " declared before it");
        }
        return section.get(index);
    }

    private void checkBlockLength(long at, int length, int least) {
        if (length < least || length > LARGEST_BLOCK || (length & 3) != 0) {
            throw in.malformed(
                    at + 4,
                    "a block of " + Integer.toUnsignedString(length) + " octets: expected a multiple of 4 from " + least + " to "
                            + LARGEST_BLOCK);
        }
    }

    private void checkTrailer(long at, int length, int trailer) {
        if (trailer != length) {
            throw in.malformed(
                    at + length - 4,
                    "a block ends with length " + Integer.toUnsignedString(trailer) + ": expected " + length + " as at its start");
        }
    }
}
