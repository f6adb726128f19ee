package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as other programs write them, put together octet by octet. */
class ForeignFormatsTest {
    private final ByteBuffer file = ByteBuffer.allocate(4096);

    private ForeignFormatsTest section(boolean little) {
        file.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return block(0x0A0D0D0A, b -> b.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1));
    }

    private ForeignFormatsTest block(int type, java.util.function.Consumer<ByteBuffer> body) {
        int start = file.position();
        file.putInt(type).putInt(0);
        body.accept(file);
        while (file.position() % 4 != 0) {
            file.put((byte) 0);
        }
        int length = file.position() - start + 4;
        file.putInt(length).putInt(start + 4, length);
        return this;
    }

    private ForeignFormatsTest on(int linkType, int resolution) {
        return block(1, b -> {
            b.putShort((short) linkType).putShort((short) 0).putInt(0);
            if (resolution != 0) {
                b.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
            }
        });
    }

    private ForeignFormatsTest enhanced(int on, long ticks, int length) {
        return block(6, b -> b.putInt(on).putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(length).putInt(length)
                .put(new byte[length]));
    }

    private List<CapturedFrame> read() {
        byte[] octets = java.util.Arrays.copyOf(file.array(), file.position());
        List<CapturedFrame> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(octets), "f")) {
            for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
                frames.add(f);
            }
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allPacketBlocksOfSeveralSectionsInBothOrders(boolean little) {
        section(little).on(1, 0).block(0x0BAD, b -> b.putInt(7)).enhanced(0, 5, 15);
        block(3, b -> b.putInt(18).put(new byte[18]));
        block(2, b -> b.putShort((short) 0).putShort((short) 0).putInt(0).putInt(9).putInt(16).putInt(60).put(new byte[16])
                .putShort((short) 1).putShort((short) 3).put("abc\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        block(5, b -> b.putInt(0).putLong(0).putShort((short) 5).putShort((short) 8).putLong(3).putInt(0));
        section(!little).on(101, 9).on(276, 6).enhanced(1, 7, 20).enhanced(0, 8, 20);
        List<CapturedFrame> frames = read();
        assertEquals(List.of(15, 18, 16, 20, 20), frames.stream().map(f -> f.octets().length).toList());
        assertEquals(List.of(5_000L, 0L, 9_000L, 7_000L, 8L), frames.stream().map(CapturedFrame::unixNanos).toList());
        assertEquals("abc", frames.get(2).comment());
        assertTrue(frames.get(2).isCut());
        assertEquals(LinkType.LINUX_COOKED_V2, frames.get(3).on().linkType());
        assertEquals(LinkType.RAW_IP, frames.get(4).on().linkType());
    }

    @ParameterizedTest
    @CsvSource({"6, 1000001, 1000001000", "9, 1000001, 1000001", "3, 1001, 1001000000", "12, 1500, 1", "138, 1536, 1500000000", "0, 7, 7000"})
    void timeResolutions(int resolution, long ticks, long nanos) {
        section(true).on(1, resolution).enhanced(0, ticks, 14);
        assertEquals(nanos, read().get(0).unixNanos());
    }

    @Test
    void lostFramesAreToldAndOtherLinkTypesOnlyMatterWithFrames() {
        section(true).on(195, 6).on(1, 6).enhanced(1, 1, 14).block(5, b -> b.putInt(0).putLong(0).putShort((short) 5)
                .putShort((short) 8).putLong(3).putInt(0));
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file.array(), 0, file.position()), "f")) {
            assertEquals(14, reader.next().octets().length);
            assertNull(reader.next());
            assertEquals(3, reader.lostFrames());
        }
        enhanced(0, 1, 14);
        CaptureException e = assertThrows(CaptureException.class, this::read);
        assertTrue(e.getMessage().contains("link type 195: expected Ethernet (1)"), e.getMessage());
    }

    @Test
    void frameOnAnUndeclaredInterfaceIsNamedWithItsPlace() {
        section(true).on(1, 6).enhanced(3, 1, 14);
        CaptureException e = assertThrows(CaptureException.class, this::read);
        assertEquals("f: byte 64: a frame on interface 3: expected one of the 1 declared before it", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"true, true, 2000", "true, false, 2", "false, true, 2000", "false, false, 2"})
    void classicPcapInBothOrdersAndUnits(boolean little, boolean micros, long fraction) {
        file.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.putInt(micros ? 0xA1B2C3D4 : 0xA1B23C4D).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(113);
        file.putInt(-1).putInt(2).putInt(16).putInt(99).put(new byte[16]);
        CapturedFrame frame = read().get(0);
        assertEquals(4_294_967_295L * 1_000_000_000L + fraction, frame.unixNanos());
        assertEquals(99, frame.originalLength());
        assertEquals(LinkType.LINUX_COOKED_V1, frame.on().linkType());
    }
}
