package dev.wireproof.core.dev;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpView;

/**
 * Cuts a TCP super-segment into frames just before its driver gets it, so that taps and cables see frames only (Linux's generic
 * segmentation offload, {@code inet_gso_segment} and {@code tcp_gso_segment}). The frames share the payload.
 */
final class Segmentation {
    private static final int ONLY_FIRST = TcpView.CWR;
    private static final int ONLY_LAST = TcpView.FIN | TcpView.PSH;

    private Segmentation() {}

    /** Cuts a frame with {@link SkBuff#segmentSize}; its {@code data()} is the Ethernet header. What it was charged for ends. */
    static void cut(SkBuff whole, SkbQueue frames) {
        byte[] from = whole.head();
        int start = whole.data();
        int tcp = whole.transportHeader - start;
        int headers = tcp + (Octets.u8(from, whole.transportHeader + 12) >>> 4 << 2);
        int text = whole.length() - headers;
        int pseudoSum = UnfilledChecksum.pseudoSum(whole);
        int ip = whole.networkHeader - start;
        for (int done = 0, n = 0; done < text; done += whole.segmentSize, n++) {
            int length = Math.min(whole.segmentSize, text - done);
            SkBuff frame = SkBuff.allocate(0);
            int at = frame.push(headers);
            byte[] a = frame.head();
            System.arraycopy(from, start, a, at, headers);
            frame.attachFrom(whole, headers + done, length);
            copyFields(whole, frame, at - start, length);
            internet(a, at + ip, headers - ip + length, n);
            transport(a, at + tcp, done, done == 0, done + length == text);
            UnfilledChecksum.leave(frame, at + tcp, at + tcp + TcpView.CHECKSUM_OFFSET, pseudoSum + (0xFFFFL - (text - length)));
            stamp(whole, frame, done, length);
            frames.addLast(frame);
        }
        whole.orphan();
    }

    private static void copyFields(SkBuff whole, SkBuff frame, int moved, int length) {
        frame.macHeader = whole.data() + moved;
        frame.networkHeader = whole.networkHeader + moved;
        frame.transportHeader = whole.transportHeader + moved;
        frame.protocol = whole.protocol;
        frame.kind = whole.kind;
        frame.mark = whole.mark;
        frame.priority = whole.priority;
        frame.hash = whole.hash;
        frame.route = whole.route;
        frame.truesize = Truesize.of(length);
    }

    private static void internet(byte[] a, int at, int length, int n) {
        int changed = Octets.u16(a, at + 2);
        int id = Octets.u16(a, at + 4);
        int checksum = InternetChecksum.update(Octets.u16(a, at + 10), changed, length);
        Octets.put16(a, at + 2, length);
        Octets.put16(a, at + 4, id + n);
        Octets.put16(a, at + 10, InternetChecksum.update(checksum, id, id + n & 0xFFFF));
    }

    private static void transport(byte[] a, int at, int done, boolean first, boolean last) {
        Octets.put32(a, at + 4, Octets.i32(a, at + 4) + done);
        int flags = Octets.u8(a, at + 13);
        flags = first ? flags : flags & ~ONLY_FIRST;
        Octets.put8(a, at + 13, last ? flags : flags & ~ONLY_LAST);
    }

    // The key is a sequence number.
    private static void stamp(SkBuff whole, SkBuff frame, int done, int length) {
        if (whole.stamper != null) {
            int ahead = whole.stampKey - Octets.i32(whole.head(), whole.transportHeader + 4) - done;
            if (ahead >= 0 && ahead < length) {
                frame.stampKey = whole.stampKey;
                frame.stamper = whole.stamper;
            }
        }
    }
}
