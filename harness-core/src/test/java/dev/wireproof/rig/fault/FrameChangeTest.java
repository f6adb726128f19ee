package dev.wireproof.rig.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.skb.SkBuff;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameChangeTest {
    private static final int TCP = 14 + 20;

    /** A SYN with MSS, SACK-permitted, timestamps, a NOP and a window scale; the checksum is right. */
    private static byte[] syn() {
        byte[] frame = new byte[TCP + 40];
        byte[] head = {8, 0, 0x45, 0, 0, 60, 0, 1, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2};
        System.arraycopy(head, 0, frame, 12, head.length);
        byte[] tcp = {0x1F, (byte) 0x90, 0, 80, 0, 0, 0, 9, 0, 0, 0, 0, (byte) 0xA0, 2, (byte) 0xFA, (byte) 0xF0, 0, 0, 0, 0,
            2, 4, 5, (byte) 0xB4, 4, 2, 8, 10, 1, 2, 3, 4, 0, 0, 0, 0, 1, 3, 3, 7};
        System.arraycopy(tcp, 0, frame, TCP, tcp.length);
        int sum = ~sum(frame) & 0xFFFF;
        frame[TCP + 16] = (byte) (sum >> 8);
        frame[TCP + 17] = (byte) sum;
        return frame;
    }

    /** One's complement sum over pseudo-header and segment; 0xFFFF when the checksum is right. */
    private static int sum(byte[] frame) {
        long sum = 6 + frame.length - TCP;
        for (int i = 26; i < frame.length; i += 2) {
            sum += (frame[i] & 0xFF) << 8 | frame[i + 1] & 0xFF;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (int) sum;
    }

    private static byte[] changed(byte[] frame, int kind) {
        return changed(frame, new FaultAction.StripOption(kind));
    }

    private static byte[] changed(byte[] frame, FaultAction change) {
        SkBuff copy = FrameChange.apply(SkBuff.received(frame, 0, frame.length), List.of(change));
        return Arrays.copyOfRange(copy.head(), copy.data(), copy.tail());
    }

    @Test
    void aStrippedOptionIsPaddingAndTheChecksumStaysRight() {
        for (int kind : new int[] {2, 3, 4, 8}) {
            byte[] got = changed(syn(), kind);
            assertEquals(0xFFFF, sum(got), "kind " + kind);
        }
        byte[] options = Arrays.copyOfRange(changed(syn(), 8), TCP + 20, TCP + 40);
        assertArrayEquals(new byte[] {2, 4, 5, (byte) 0xB4, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 7}, options);
    }

    @Test
    void aWrongChecksumStaysWrong() {
        byte[] frame = syn();
        frame[TCP + 17] ^= 1;
        int before = sum(frame);
        assertEquals(before, sum(changed(frame, 3)));
    }

    @Test
    void onlyAnEcnCapablePacketIsMarked() {
        byte[] frame = syn();
        assertArrayEquals(frame, changed(frame, new FaultAction.MarkCe()));
        frame[15] = 2;
        int before = headerSum(frame);
        byte[] marked = changed(frame, new FaultAction.MarkCe());
        assertEquals(3, marked[15]);
        assertEquals(before, headerSum(marked));
    }

    private static int headerSum(byte[] frame) {
        int sum = 0;
        for (int i = 14; i < TCP; i += 2) {
            sum += (frame[i] & 0xFF) << 8 | frame[i + 1] & 0xFF;
        }
        return (sum & 0xFFFF) + (sum >> 16);
    }

    @Test
    void whatIsNotThereIsNotTouched() {
        assertArrayEquals(syn(), changed(syn(), 34));
    }
}
