package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpOptionsRecord;
import dev.wireproof.rig.capture.TcpSegmentRecord;

/** One side of a flow: where its numbers start, what its SYN said, what it has sent, what the peer allows it. */
final class Side {
    private static final int LARGEST_SHIFT = 14;
    private static final int BARE_HEADER = 20;

    private final SentStream sent;
    private final int base;
    private TcpOptionsRecord synOptions;
    private boolean triesFastOpen;
    private long edge = -1;
    private long latestEdge = -1;
    private boolean asksForEcn;
    private boolean grantsEcn;
    private boolean answersWithEcnFlags;
    private boolean timestamped;
    private int latestTimestamp;
    private long urgentEnd = -1;
    private boolean urgentEndOpen;

    private Side(SentStream sent, int base, TcpOptionsRecord synOptions) {
        this.sent = sent;
        this.base = base;
        this.synOptions = synOptions;
    }

    /** A side whose SYN is known: its sequence number is position 0. */
    static Side opening(FlowFindings findings, int isn, TcpOptionsRecord synOptions) {
        return new Side(new SentStream(findings, 0), isn, synOptions);
    }

    /** A side met in the middle. Its positions start at 2^32, so that what lies before is not negative. */
    static Side late(FlowFindings findings, int seq) {
        return new Side(new SentStream(findings, 1L << 32), seq, null);
    }

    /** Reads what a SYN of this side says about ECN (RFC 3168 section 6.1.1). */
    void readEcn(TcpSegmentRecord syn) {
        boolean ece = syn.has(TcpSegmentRecord.ECE);
        boolean cwr = syn.has(TcpSegmentRecord.CWR);
        if (syn.has(TcpSegmentRecord.ACK)) {
            grantsEcn |= ece && !cwr;
            answersWithEcnFlags |= ece || cwr;
        } else {
            asksForEcn |= ece && cwr;
        }
    }

    /** Takes over what the SYN of the same side said in another flow. */
    void copyEcn(Side other) {
        asksForEcn = other.asksForEcn;
    }

    boolean asksForEcn() {
        return asksForEcn;
    }

    boolean grantsEcn() {
        return grantsEcn;
    }

    /** A SYN-ACK of this side had one of the two flags. */
    boolean usesEcnFlags() {
        return answersWithEcnFlags;
    }

    /** One of the sides has asked and the other has granted. */
    boolean agreesOnEcn(Side peer) {
        return asksForEcn && peer.grantsEcn || grantsEcn && peer.asksForEcn;
    }

    SentStream sent() {
        return sent;
    }

    int isn() {
        return base;
    }

    /** True when the capture holds this side's SYN. */
    boolean isFromStart() {
        return synOptions != null;
    }

    /** Options of the SYN as the peer got it; only for {@link #isFromStart}. */
    TcpOptionsRecord synOptions() {
        return synOptions;
    }

    /** Its SYN has text, or a Fast Open option, so that the peer may answer with text before the handshake ends (RFC 7413 section 4.2.2). */
    boolean triesFastOpen() {
        return triesFastOpen;
    }

    /** A SYN of this side was seen. */
    void opens(TcpSegmentRecord syn) {
        triesFastOpen |= syn.payloadLength() > 0 || syn.options().hasFastOpen();
    }

    /** Somebody on the way has changed the options of the SYN. */
    void synArrived(TcpOptionsRecord options) {
        synOptions = options;
    }

    /** Position of a sequence number, the one nearest to what was sent last. */
    long position(int seq) {
        long near = sent.next();
        return near + (seq - (base + (int) near));
    }

    /** How far the peer's windows have ever allowed this side to send, -1 when unknown. */
    long edge() {
        return edge;
    }

    /** The right edge that the peer offered last, -1 when unknown; after a retreat less than {@link #edge}. */
    long latestEdge() {
        return latestEdge;
    }

    /**
     * The peer offers a right edge.
     *
     * @param newest whether the segment is known to be the peer's latest
     */
    void offer(long offered, boolean newest) {
        edge = Math.max(edge, offered);
        latestEdge = newest ? offered : Math.max(latestEdge, offered);
    }

    /** Position behind the last urgent octet that this side has announced, -1 for none. */
    long urgentEnd() {
        return urgentEnd;
    }

    /** True when the end may lie farther on than the field could say. */
    boolean isUrgentEndOpen() {
        return urgentEndOpen;
    }

    void urgent(long end, boolean open) {
        urgentEnd = end;
        urgentEndOpen = open;
    }

    boolean isTimestamped() {
        return timestamped;
    }

    /** Latest timestamp value sent; only for {@link #isTimestamped}. */
    int latestTimestamp() {
        return latestTimestamp;
    }

    void timestamp(int value) {
        if (!timestamped || value - latestTimestamp > 0) {
            latestTimestamp = value;
        }
        timestamped = true;
    }

    /** Octets of data in a packet that carries a segment to this side, 0 when its SYN is missing (RFC 9293 section 3.7.1). */
    int segmentSize(TcpSegmentRecord tcp) {
        return isFromStart() && synOptions.mss() > 0 ? synOptions.mss() - tcp.headerLength() + BARE_HEADER : 0;
    }

    /** Scale of the windows this side advertises to {@code peer} after the handshake, -1 when a SYN is missing (RFC 7323 section 2.2). */
    int shift(Side peer) {
        boolean declined = isFromStart() && synOptions.windowScale() < 0
                || peer.isFromStart() && peer.synOptions.windowScale() < 0;
        if (declined) {
            return 0;
        }
        return isFromStart() && peer.isFromStart() ? Math.min(synOptions.windowScale(), LARGEST_SHIFT) : -1;
    }
}
