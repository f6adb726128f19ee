package dev.wireproof.core.tcp.tcb;

/** Counts of one connection, as TCP_INFO shows them. */
public final class TcbStatistics {
    public long segmentsIn;
    public long segmentsOut;
    public long dataSegmentsIn;
    public long dataSegmentsOut;
    public long octetsAcked;
    public long octetsReceived;
    public long octetsSent;
    public long octetsRetransmitted;
    public int totalRetransmissions;
    public long outOfOrderSegments;
}
