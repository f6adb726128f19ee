package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.FakeNetwork;
import dev.wireproof.core.skb.SkBuff;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A segment that the stack sent, read from its octets. */
record Out(long nanos, int sourcePort, int destinationPort, int seq, int ack, int flags, int window, byte[] options, byte[] text, byte[] header) {
    static Out read(SkBuff skb, long nanos) {
        byte[] octets = skb.toBytes();
        ByteBuffer b = ByteBuffer.wrap(octets);
        long sum = FakeNetwork.sum(skb.sourceLow, skb.destinationLow, octets.length);
        assertEquals(0, InternetChecksum.finish(InternetChecksum.add(sum, octets, 0, octets.length)), "checksum of a sent segment");
        int headerLength = (b.get(12) & 0xF0) >> 2;
        byte[] options = new byte[headerLength - 20];
        b.get(20, options);
        byte[] text = new byte[octets.length - headerLength];
        b.get(headerLength, text);
        byte[] header = new byte[headerLength];
        b.get(0, header);
        return new Out(nanos, b.getShort(0) & 0xFFFF, b.getShort(2) & 0xFFFF, b.getInt(4), b.getInt(8), b.get(13) & 0xFF,
                b.getShort(14) & 0xFFFF, options, text, header);
    }

    /** Flags as letters, in the order S F R P A. */
    String letters() {
        StringBuilder s = new StringBuilder();
        String order = "SFRPA";
        int[] bits = {2, 1, 4, 8, 16};
        for (int i = 0; i < bits.length; i++) {
            if ((flags & bits[i]) != 0) {
                s.append(order.charAt(i));
            }
        }
        return s.toString();
    }

    String optionHex() {
        return HexFormat.of().formatHex(options);
    }
}
