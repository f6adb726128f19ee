package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The ladder, word by word. */
class LadderTextTest {
    private static FrameBuilder a(int seq, int ack, int flags, int... options) {
        return FrameBuilder.frame().tcp(4000, 80, seq, ack, flags, 1000, options);
    }

    private static FrameBuilder b(int seq, int ack, int flags, int... options) {
        return FrameBuilder.frame().back().tcp(80, 4000, seq, ack, flags, 500, options);
    }

    @Test
    void handshakeLossAndRetransmission() {
        Captures captures = new Captures()
                .a(a(-1, 0, 2, 2, 4, 5, 0xB4, 4, 2, 1, 3, 3, 7).build())
                .b(b(70, 0, 18, 2, 4, 5, 0xB4, 1, 3, 3, 2).build())
                .a(a(0, 71, 16).build())
                .a(a(0, 71, 24).payload(new byte[10]).build(), "dropped by plan")
                .a(a(10, 71, 24).payload(new byte[10]).build())
                .b(b(71, 0, 16, 1, 1, 5, 10, 0, 0, 0, 10, 0, 0, 0, 20).build())
                .a(a(0, 71, 24).payload(new byte[10]).build())
                .b(b(71, 20, 17).build());
        assertEquals(
                """
                frame     time (ms)    a           b
                    1      0.000       |---------->|  10.0.0.1:4000 > 10.0.0.2:80  S 0:0(0) win 1000 <mss 1460,sackOK,nop,wscale 7,eol>
                    2      1.000       |<----------|  10.0.0.2:80 > 10.0.0.1:4000  S. 0:0(0) ack 1 win 500 <mss 1460,nop,wscale 2>
                    3      2.000       |---------->|  10.0.0.1:4000 > 10.0.0.2:80  . 1:1(0) ack 1 win 128000
                    4      3.000       |-----X     |  10.0.0.1:4000 > 10.0.0.2:80  P. 1:11(10) ack 1 win 128000  ; dropped by plan
                    5      4.000       |---------->|  10.0.0.1:4000 > 10.0.0.2:80  P. 11:21(10) ack 1 win 128000
                    6      5.000       |<----------|  10.0.0.2:80 > 10.0.0.1:4000  . 1:1(0) ack 1 win 2000 <nop,nop,sack 11:21>  [dup ack 1]
                    7      6.000       |---------->|  10.0.0.1:4000 > 10.0.0.2:80  P. 1:11(10) ack 1 win 128000  [retransmission]
                    8      7.000       |<----------|  10.0.0.2:80 > 10.0.0.1:4000  F. 1:1(0) ack 21 win 2000
                """,
                LadderText.of(captures.frames()));
    }

    @Test
    void otherProtocolsHaveTheirWords() {
        String ladder = LadderText.of(new Captures()
                .a(FrameBuilder.frame().icmp(8, 0, 0x00010002).payload(new byte[56]).build())
                .b(FrameBuilder.frame().back().icmp(3, 3, 0)
                        .payload(FrameBuilder.frame().udp(5, 53, 4).payload(new byte[4]).ipPacket()).build())
                .a(FrameBuilder.frame().identification(9).fragment(0x2002).payload(new byte[16]).build())
                .frames());
        assertTrue(ladder.contains("icmp echo request id 1 seq 2 (56)"), ladder);
        assertTrue(ladder.contains("icmp unreachable: port, about udp 10.0.0.1:5 > 10.0.0.2:53"), ladder);
        assertTrue(ladder.contains("[fragment id 9, octets 16:32, more]"), ladder);
    }

    @Test
    void timesAreExact() {
        assertEquals("0.000", TimeText.millis(0));
        assertEquals("1200.034", TimeText.millis(1_200_034_000L));
        assertEquals("0.000001", TimeText.millis(1));
    }
}
