package dev.wireproof.core.tcp.segment;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;

/**
 * One arriving segment, decoded into a reused object; valid until the next one is decoded (RFC 9293 section 3.3.1, "current
 * segment variables"; Linux {@code tcp_v4_fill_cb}).
 */
public final class Segment {
    private static final int TIMESTAMPS_ONLY = 0x0101_080A;
    private static final int TIMESTAMPS_HEADER = TcpView.SIZE + 12;

    private final TcpView view = new TcpView();

    /** Options as sent, decoded. */
    public final TcpOptions options = new TcpOptions();

    /** The buffer; its {@code data()} is the first octet of text. Null once somebody has taken it. */
    private SkBuff skb;

    private byte[] signatureKey;
    private int sourcePort;
    private int destinationPort;
    private int seq;
    private int ack;
    private int flags;
    private int reserved;
    private int window;
    private int urgentPointer;
    private int headerLength;
    private int length;
    private int segmentLength;

    /** Decodes the header at {@code buffer.data()}, whole and in the linear area, and pulls it off. */
    public Segment decode(SkBuff buffer) {
        byte[] a = buffer.head();
        int at = buffer.data();
        view.at(a, at);
        skb = buffer;
        signatureKey = null;
        sourcePort = view.sourcePort();
        destinationPort = view.destinationPort();
        seq = view.seq();
        ack = view.ack();
        flags = view.flags();
        reserved = view.reserved();
        window = view.window();
        urgentPointer = view.urgentPointer();
        headerLength = view.headerLength();
        decodeOptions(a, at);
        buffer.pull(headerLength);
        length = buffer.length();
        segmentLength = buffer.segmentSize;
        buffer.seq = seq;
        buffer.endSeq = endSeq();
        return this;
    }

    private void decodeOptions(byte[] a, int at) {
        if (headerLength == TcpView.SIZE) {
            options.clear();
        } else if (headerLength == TIMESTAMPS_HEADER && view.optionWord(0) == TIMESTAMPS_ONLY) {
            options.clear().timestamps(view.optionWord(4), view.optionWord(8));
        } else {
            options.parse(a, at + TcpView.SIZE, at + headerLength);
        }
    }

    /** The buffer, still the segment's. */
    public SkBuff skb() {
        return skb;
    }

    /** Takes the buffer out: a queue keeps it. */
    public SkBuff take() {
        SkBuff taken = skb;
        skb = null;
        return taken;
    }

    /** Gives a buffer back that was not wanted. */
    public void restore(SkBuff unwanted) {
        skb = unwanted;
    }

    /** True when nobody has taken the buffer. */
    public boolean hasBuffer() {
        return skb != null;
    }

    /** The key that its signature was made with, for answers; null for an unsigned segment. */
    public byte[] signatureKey() {
        return signatureKey;
    }

    /** Its signature was found right. */
    public void signatureKey(byte[] key) {
        signatureKey = key;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }

    /** SEG.SEQ. */
    public int seq() {
        return seq;
    }

    /** Sequence number behind the segment: SEG.SEQ + SEG.LEN. */
    public int endSeq() {
        return seq + length + (isSyn() ? 1 : 0) + (isFin() ? 1 : 0);
    }

    /** SEG.ACK; meaningless without the ACK flag. */
    public int ack() {
        return ack;
    }

    /** Octets of text, SYN and FIN not counted. */
    public int length() {
        return length;
    }

    /** Octets of text in each segment but the last when the device joined several; else 0. */
    public int segmentLength() {
        return segmentLength;
    }

    /** SEG.WND as sent, not scaled. */
    public int window() {
        return window;
    }

    /** Octets of the header. */
    public int headerLength() {
        return headerLength;
    }

    /** SEG.UP; meaningless without the URG flag. */
    public int urgentPointer() {
        return urgentPointer;
    }

    public boolean isSyn() {
        return (flags & TcpView.SYN) != 0;
    }

    public boolean isAck() {
        return (flags & TcpView.ACK) != 0;
    }

    public boolean isRst() {
        return (flags & TcpView.RST) != 0;
    }

    /** ECE, congestion is echoed (RFC 3168). */
    public boolean isEce() {
        return (flags & TcpView.ECE) != 0;
    }

    /** CWR, the sender has reduced its window (RFC 3168). */
    public boolean isCwr() {
        return (flags & TcpView.CWR) != 0;
    }

    /** One of the bits is set that RFC 9293 reserves; newer feedback of congestion uses one. */
    public boolean hasReservedBits() {
        return reserved != 0;
    }

    public boolean isFin() {
        return (flags & TcpView.FIN) != 0;
    }

    public boolean isPush() {
        return (flags & TcpView.PSH) != 0;
    }

    public boolean isUrgent() {
        return (flags & TcpView.URG) != 0;
    }

    /** True when it occupies sequence space: text, SYN or FIN. */
    public boolean occupiesSpace() {
        return endSeq() != seq;
    }
}
