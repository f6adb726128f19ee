package dev.wireproof.core.dev;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpView;

/**
 * Joins TCP segments that follow each other in one turn of a queue into one buffer, so that the layers above work once (Linux's generic
 * receive offload, {@code tcp_gro_receive}). Only what could be cut back into the same frames is joined. Linux holds some flows at
 * a time; here it is one, as frames of one flow come in bursts.
 */
final class ReceiveMerge {
    private static final int LARGEST = 65_535;
    private static final int JOINABLE = TcpView.ACK | TcpView.PSH;
    /** Version 4, no options. */
    private static final int PLAIN_HEADER = 0x45;

    private final NicDevice nic;
    private SkBuff held;
    private int heldHeaders;
    private int nextSeq;

    ReceiveMerge(NicDevice nic) {
        this.nic = nic;
    }

    /** Takes a frame whose Ethernet header has been read: joins it, holds it, or hands it up behind what was held. */
    void take(SkBuff skb, Softnet softnet) {
        int headers = headersOf(skb);
        if (headers == 0 || !isIntact(skb)) {
            flush(softnet);
            softnet.receive(skb, nic);
            return;
        }
        int at = skb.data() + Ipv4View.SIZE;
        int text = skb.length() - headers;
        boolean ends = Octets.u8(skb.head(), at + 13) != TcpView.ACK;
        if (held != null && headers == heldHeaders && continues(skb, at, text)) {
            held.attachFrom(skb, headers, text);
            held.truesize += skb.truesize;
            held.segments++;
            if (ends) {
                Octets.put8(held.head(), held.data() + Ipv4View.SIZE + 13, JOINABLE);
            }
            ends |= text < held.segmentSize;
        } else {
            flush(softnet);
            held = skb;
            heldHeaders = headers;
            skb.segmentSize = text;
        }
        nextSeq = Octets.i32(skb.head(), at + 4) + text;
        if (ends) {
            flush(softnet);
        }
    }

    /** Octets of headers of a segment that may be joined, else 0: whole, unfragmented, with text, nothing but ACK and PSH set. */
    private static int headersOf(SkBuff skb) {
        byte[] a = skb.head();
        int ip = skb.data();
        int tcp = ip + Ipv4View.SIZE;
        if (skb.protocol != EtherType.IPV4 || skb.linearLength() < Ipv4View.SIZE + TcpView.SIZE || Octets.u8(a, ip) != PLAIN_HEADER
                || Octets.u8(a, ip + 9) != IpProtocol.TCP || (Octets.u16(a, ip + 6) & ~Ipv4View.DF) != 0
                || Octets.u16(a, ip + 2) != skb.length() || (Octets.u8(a, tcp + 13) | TcpView.PSH) != JOINABLE) {
            return 0;
        }
        int headers = Ipv4View.SIZE + (Octets.u8(a, tcp + 12) >>> 4 << 2);
        return headers == skb.linearLength() && skb.length() > headers ? headers : 0;
    }

    private static boolean isIntact(SkBuff skb) {
        if (InternetChecksum.of(skb.head(), skb.data(), Ipv4View.SIZE) != 0) {
            return false;
        }
        if (!skb.checksumVerified) {
            int length = skb.length() - Ipv4View.SIZE;
            skb.checksumVerified = InternetChecksum.finish(skb.checksum(pseudoSum(skb, length), Ipv4View.SIZE, length)) == 0;
        }
        return skb.checksumVerified;
    }

    private static long pseudoSum(SkBuff skb, int length) {
        byte[] a = skb.head();
        int at = skb.data();
        return (Octets.i32(a, at + 12) & 0xFFFF_FFFFL) + (Octets.i32(a, at + 16) & 0xFFFF_FFFFL) + IpProtocol.TCP + length;
    }

    /** The next text of the same flow, with the same acknowledgement, options, TOS and TTL; {@code tcp} is where its header begins. */
    private boolean continues(SkBuff skb, int tcp, int text) {
        byte[] a = skb.head();
        byte[] b = held.head();
        int ip = skb.data();
        int heldIp = held.data();
        int heldTcp = heldIp + Ipv4View.SIZE;
        return Octets.i32(a, tcp + 4) == nextSeq && Octets.i32(a, tcp) == Octets.i32(b, heldTcp) && text <= held.segmentSize
                && held.length() + text <= LARGEST && Octets.i64(a, ip + 12) == Octets.i64(b, heldIp + 12)
                && Octets.i32(a, tcp + 8) == Octets.i32(b, heldTcp + 8) && Octets.u8(a, ip + 1) == Octets.u8(b, heldIp + 1)
                && Octets.u8(a, ip + 8) == Octets.u8(b, heldIp + 8) && hasSameOptions(a, tcp, b, heldTcp);
    }

    private boolean hasSameOptions(byte[] a, int tcp, byte[] b, int heldTcp) {
        for (int i = TcpView.SIZE; i < heldHeaders - Ipv4View.SIZE; i += 4) {
            if (Octets.i32(a, tcp + i) != Octets.i32(b, heldTcp + i)) {
                return false;
            }
        }
        return true;
    }

    /** Hands up what is held. */
    void flush(Softnet softnet) {
        SkBuff skb = held;
        if (skb == null) {
            return;
        }
        held = null;
        if (skb.segments == 1) {
            skb.segmentSize = 0;
        } else {
            byte[] a = skb.head();
            int ip = skb.data();
            int length = skb.length();
            Octets.put16(a, ip + 10, InternetChecksum.update(Octets.u16(a, ip + 10), Octets.u16(a, ip + 2), length));
            Octets.put16(a, ip + 2, length);
            int tcp = ip + Ipv4View.SIZE;
            UnfilledChecksum.leave(skb, tcp, tcp + TcpView.CHECKSUM_OFFSET, pseudoSum(skb, length - Ipv4View.SIZE));
        }
        softnet.receive(skb, nic);
    }
}
