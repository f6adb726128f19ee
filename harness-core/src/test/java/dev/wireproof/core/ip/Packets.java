package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.Ipv4View;

/** Makes frames for tests: an Ethernet header for a device, an IPv4 header that tests may spoil, and a payload. */
final class Packets {
    static final long PEER = 0x0200_0000_00FFL;

    private Packets() {}

    /** A packet with a good header. */
    static byte[] ip(String from, String to, int protocol, byte[] payload) {
        byte[] packet = new byte[Ipv4View.SIZE + payload.length];
        new Ipv4View().at(packet, 0).versionAndLength(4, Ipv4View.SIZE).totalLength(packet.length).ttl(64).protocol(protocol)
                .source(Address.parse(from).v4()).destination(Address.parse(to).v4()).fillChecksum();
        System.arraycopy(payload, 0, packet, Ipv4View.SIZE, payload.length);
        return packet;
    }

    /** A fragment: {@code offset} in octets. */
    static byte[] fragment(String from, String to, int id, int offset, boolean more, byte[] payload) {
        byte[] packet = ip(from, to, 1, payload);
        view(packet).id(id).flagsAndOffset((more ? Ipv4View.MF : 0) | offset >>> 3).fillChecksum();
        return packet;
    }

    static Ipv4View view(byte[] packet) {
        return new Ipv4View().at(packet, 0);
    }

    static byte[] frame(LinkDevice to, byte[] packet) {
        return frame(to.mac().bits(), packet);
    }

    static byte[] frame(long to, byte[] packet) {
        byte[] frame = new byte[EthernetView.SIZE + packet.length];
        new EthernetView().at(frame, 0).destination(to).source(PEER).type(EtherType.IPV4);
        System.arraycopy(packet, 0, frame, EthernetView.SIZE, packet.length);
        return frame;
    }

    static byte[] echo(int sequence, int data) {
        byte[] message = new byte[IcmpView.SIZE + data];
        IcmpView v = new IcmpView().at(message, 0).typeAndCode(IcmpView.ECHO_REQUEST, 0).idAndSequence(0x1234, sequence);
        for (int i = 0; i < data; i++) {
            message[IcmpView.SIZE + i] = (byte) ('a' + i % 26);
        }
        v.checksum(InternetChecksum.of(message, 0, message.length));
        return message;
    }

    /** An ICMP message with a second word and a quoted packet. */
    static byte[] icmp(int type, int code, int rest, byte[] quoted) {
        byte[] message = new byte[IcmpView.SIZE + quoted.length];
        IcmpView v = new IcmpView().at(message, 0).typeAndCode(type, code).rest(rest);
        System.arraycopy(quoted, 0, message, IcmpView.SIZE, quoted.length);
        v.checksum(InternetChecksum.of(message, 0, message.length));
        return message;
    }

    static byte[] bytes(int count) {
        byte[] b = new byte[count];
        for (int i = 0; i < count; i++) {
            b[i] = (byte) (i * 31 + 1);
        }
        return b;
    }
}
