package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TcpInfoTest {
    /** Offsets counted in linux/tcp.h, not derived from the decoder. */
    private static ByteBuffer structure(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    }

    @Test
    void fieldsAreFoundAtTheOffsetsOfTheKernelHeader() {
        ByteBuffer bytes = structure(248);
        bytes.put(0, (byte) 1).put(1, (byte) 3).put(2, (byte) 2).put(5, (byte) 7).put(7, (byte) 1);
        bytes.putInt(8, 204_000).putInt(12, 40_000).putInt(16, 1448).putInt(20, 536).putInt(24, 10);
        bytes.putInt(60, 1500).putInt(68, 12_345).putInt(72, 6_172).putInt(76, 0x7fff_ffff).putInt(80, 10);
        bytes.putInt(100, 4).putLong(104, 1_000_000_007L).putLong(120, 2501).putLong(128, 77);
        bytes.putInt(136, 15).putInt(140, 16).putInt(148, -1).putLong(160, 123_456_789_012L).putInt(192, 9);
        bytes.putLong(200, 5000).putLong(208, 1448).putInt(224, 3).putInt(228, 65_536).putInt(232, 64_240);
        bytes.putShort(240, (short) 65_535).putInt(244, 99);

        TcpInfo info = TcpInfo.decode(bytes.array());

        assertEquals(1, info.state());
        assertEquals(3, info.congestionState());
        assertEquals(2, info.retransmits());
        assertEquals(7, info.options());
        assertEquals(1, info.rateFlags());
        assertEquals(204_000, info.rtoMicros());
        assertEquals(40_000, info.atoMicros());
        assertEquals(1448, info.sendMss());
        assertEquals(536, info.receiveMss());
        assertEquals(10, info.unacked());
        assertEquals(1500, info.pathMtu());
        assertEquals(12_345, info.rttMicros());
        assertEquals(6_172, info.rttVarMicros());
        assertEquals(Integer.MAX_VALUE, info.sendSsthresh());
        assertEquals(10, info.congestionWindow());
        assertEquals(4, info.totalRetransmissions());
        assertEquals(1_000_000_007L, info.pacingRate());
        assertEquals(2501, info.bytesAcked());
        assertEquals(77, info.bytesReceived());
        assertEquals(15, info.segmentsOut());
        assertEquals(16, info.segmentsIn());
        assertEquals(0xffff_ffffL, info.minRttMicros());
        assertEquals(123_456_789_012L, info.deliveryRate());
        assertEquals(9, info.delivered());
        assertEquals(5000, info.bytesSent());
        assertEquals(1448, info.bytesRetransmitted());
        assertEquals(3, info.outOfOrderSegments());
        assertEquals(65_536, info.sendWindow());
        assertEquals(64_240, info.receiveWindow());
        assertEquals(65_535, info.totalTimeouts());
        assertEquals(99, info.totalTimeoutMillis());
    }

    @Test
    void theTwoWindowScalesShareTheSeventhByte() {
        TcpInfo info = TcpInfo.decode(structure(248).put(6, (byte) 0xa7).array());

        assertEquals(7, info.sendWindowScale());
        assertEquals(10, info.receiveWindowScale());
        assertEquals(0, info.rateFlags());
    }

    @Test
    void aShorterStructureOfAnOlderKernelCountsAsZeroFilled() {
        TcpInfo info = TcpInfo.decode(structure(104).put(0, (byte) 4).putInt(80, 3).array());

        assertEquals(4, info.state());
        assertEquals(3, info.congestionWindow());
        assertEquals(0, info.bytesAcked());
        assertEquals(0, info.totalTimeoutMillis());
    }

    @Test
    void aLongerStructureOfANewerKernelIsCut() {
        assertEquals(10, TcpInfo.decode(structure(400).put(0, (byte) 10).putLong(300, -1).array()).state());
    }
}
