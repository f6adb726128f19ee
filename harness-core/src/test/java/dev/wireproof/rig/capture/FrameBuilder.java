package dev.wireproof.rig.capture;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Builds Ethernet frames octet by octet for tests, with its own checksum so that it agrees with nobody by sharing code. */
public final class FrameBuilder {
    private int source = 0x0A000001;
    private int destination = 0x0A000002;
    private int identification;
    private int tos;
    private int protocol;
    private int fragmentWord = 0x4000;
    private byte[] payload = {};
    private byte[] header = {};
    private int checksumAt = -1;
    private int transportFlip;
    private boolean offloaded;

    /** From 10.0.0.1 to 10.0.0.2. */
    public static FrameBuilder frame() {
        return new FrameBuilder();
    }

    /** From 10.0.0.2 to 10.0.0.1. */
    public FrameBuilder back() {
        int swap = source;
        source = destination;
        destination = swap;
        return this;
    }

    public FrameBuilder tos(int octet) {
        tos = octet;
        return this;
    }

    public FrameBuilder identification(int value) {
        identification = value;
        return this;
    }

    /** Flags and offset word of the IPv4 header as it shall stand there. */
    public FrameBuilder fragment(int word) {
        fragmentWord = word;
        return this;
    }

    public FrameBuilder payload(byte[] octets) {
        payload = octets;
        return this;
    }

    /** Leaves the bare pseudo-header sum in the checksum field, as before checksum offload. */
    public FrameBuilder offloaded() {
        offloaded = true;
        return this;
    }

    /** Breaks the transport checksum. */
    public FrameBuilder badChecksum() {
        transportFlip = 0x5555;
        return this;
    }

    /** TCP with options given as octets, padded to a multiple of four with zeros. */
    public FrameBuilder tcp(int from, int to, int seq, int ack, int flags, int window, int... options) {
        protocol = 6;
        checksumAt = 16;
        int optionLength = options.length + 3 & ~3;
        Out out = new Out();
        out.u16(from).u16(to).u32(seq).u32(ack).u16((5 + optionLength / 4) << 12 | flags).u16(window).u16(0).u16(0);
        for (int i = 0; i < optionLength; i++) {
            out.write(i < options.length ? options[i] : 0);
        }
        header = out.toByteArray();
        return this;
    }

    /** Urgent pointer of the TCP header. */
    public FrameBuilder urgent(int pointer) {
        put16(header, 18, pointer);
        return this;
    }

    public FrameBuilder udp(int from, int to, int dataLength) {
        protocol = 17;
        checksumAt = 6;
        header = new Out().u16(from).u16(to).u16(8 + dataLength).u16(0).toByteArray();
        return this;
    }

    public FrameBuilder icmp(int type, int code, int rest) {
        protocol = 1;
        checksumAt = 2;
        header = new Out().u16(type << 8 | code).u16(0).u32(rest).toByteArray();
        return this;
    }

    /** The frame, MAC addresses 02:00 and the IPv4 address. */
    public byte[] build() {
        byte[] ip = ipPacket();
        Out out = new Out();
        out.u16(0x0200).u32(destination).u16(0x0200).u32(source).u16(0x0800);
        out.writeBytes(ip);
        return out.toByteArray();
    }

    /** The IPv4 packet alone. */
    public byte[] ipPacket() {
        int total = 20 + header.length + payload.length;
        byte[] ip = new Out().u16(0x4500 | tos).u16(total > 0xFFFF ? 0 : total).u16(identification).u16(fragmentWord)
                .u16(64 << 8 | protocol).u16(0).u32(source).u32(destination).toByteArray();
        put16(ip, 10, ~sum(ip, 0) & 0xFFFF);
        Out out = new Out();
        out.writeBytes(ip);
        out.writeBytes(transport());
        return out.toByteArray();
    }

    private byte[] transport() {
        Out out = new Out();
        out.writeBytes(header);
        out.writeBytes(payload);
        byte[] transport = out.toByteArray();
        if (checksumAt >= 0) {
            Out pseudo = new Out();
            pseudo.u32(source).u32(destination).u16(protocol).u16(transport.length);
            int start = protocol == 1 ? 0 : sum(pseudo.toByteArray(), 0);
            put16(transport, checksumAt, (offloaded ? start : ~sum(transport, start) & 0xFFFF) ^ transportFlip);
        }
        return transport;
    }

    /** Sixteen bits at a time, carries folded at once: the slow way. */
    static int sum(byte[] octets, int start) {
        int sum = start;
        for (int i = 0; i < octets.length; i++) {
            sum += (octets[i] & 255) << ((i & 1) == 0 ? 8 : 0);
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    static void put16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }

    /** A capture of one frame. */
    public CapturedFrame captured() {
        return new CapturedFrame(
                1, 0, new CaptureInterface(0, "a", "", LinkType.ETHERNET), build(), build().length, Direction.OUTBOUND, "");
    }

    /** Octets in network order. */
    static final class Out extends ByteArrayOutputStream {
        Out u16(int value) {
            write(value >>> 8);
            write(value);
            return this;
        }

        Out u32(int value) {
            return u16(value >>> 16).u16(value & 0xFFFF);
        }

        Out all(List<byte[]> pieces) {
            pieces.forEach(this::writeBytes);
            return this;
        }
    }
}
