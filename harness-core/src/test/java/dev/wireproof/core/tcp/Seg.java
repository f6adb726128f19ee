package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.FakeNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A segment of a scripted peer: written by words, with absolute sequence numbers. */
final class Seg {
    private final ByteBuffer out = ByteBuffer.allocate(60);
    private String flags = "A";
    private int seq;
    private int ack;
    private int window = 65_535;
    private int urgent;
    private byte[] text = {};
    private final List<byte[]> options = new ArrayList<>();
    private int from;
    private int to;

    /** @param flags letters of {@code FSRPAU} */
    static Seg of(String flags, int from, int to, int seq, int ack) {
        Seg s = new Seg();
        s.flags = flags;
        s.from = from;
        s.to = to;
        s.seq = seq;
        s.ack = ack;
        return s;
    }

    Seg win(int field) {
        window = field;
        return this;
    }

    Seg text(byte[] octets) {
        text = octets;
        return this;
    }

    /** Text whose octets follow from their place in the stream. */
    Seg text(int length) {
        text = pattern(seq, length);
        return this;
    }

    static byte[] pattern(int seq, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (seq + i);
        }
        return octets;
    }

    Seg option(int... octets) {
        byte[] o = new byte[octets.length];
        for (int i = 0; i < o.length; i++) {
            o[i] = (byte) octets[i];
        }
        options.add(o);
        return this;
    }

    Seg mss(int value) {
        return option(2, 4, value >> 8, value);
    }

    Seg scale(int shift) {
        return option(1, 3, 3, shift);
    }

    Seg sackPermitted() {
        return option(1, 1, 4, 2);
    }

    Seg times(int value, int echo) {
        return option(1, 1, 8, 10, value >> 24, value >> 16, value >> 8, value, echo >> 24, echo >> 16, echo >> 8, echo);
    }

    byte[] bytes(Address source, Address destination) {
        int optionOctets = options.stream().mapToInt(o -> o.length).sum() + 3 & -4;
        ByteBuffer b = ByteBuffer.allocate(20 + optionOctets + text.length);
        b.putShort((short) from).putShort((short) to).putInt(seq).putInt(ack);
        b.put((byte) (20 + optionOctets >> 2 << 4)).put((byte) flagBits()).putShort((short) window).putShort((short) 0).putShort((short) urgent);
        options.forEach(b::put);
        b.position(20 + optionOctets);
        b.put(text);
        byte[] octets = b.array();
        long sum = FakeNetwork.sum(source.low(), destination.low(), octets.length);
        b.putShort(16, (short) InternetChecksum.finish(InternetChecksum.add(sum, octets, 0, octets.length)));
        return octets;
    }

    private int flagBits() {
        int bits = 0;
        for (char c : flags.toCharArray()) {
            bits |= 1 << "FSRPAU".indexOf(c);
        }
        return bits;
    }
}
