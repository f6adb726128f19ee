package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.wire.TcpOptions;

/** What one acknowledgement brought; a reused object, valid until the next acknowledgement. */
public final class AckFacts {
    /** SEG.ACK. */
    public int ack;
    /** SND.UNA before. */
    public int priorUna;
    /** SND.UNA moved. */
    public boolean advanced;
    /** The segment carries text, a SYN or a FIN. */
    public boolean occupiesSpace;
    /** It updated the send window. */
    public boolean windowUpdated;
    /** A duplicate by RFC 5681 section 2: data outstanding, no text, SYN or FIN, no window update, SND.UNA not moved. */
    public boolean duplicate;
    /** The peer echoes congestion (RFC 3168 section 6.1). */
    public boolean congestionEcho;
    /** Segments in flight before. */
    public int priorInFlight;
    /** The number behind the highest SACKed octet before; SND.UNA of then if there was none. */
    public int priorHighest;
    /** Largest window the peer ever offered. */
    public int largestWindow;
    /** Segments ever sent again. */
    public long retransmissions;

    /** SACK blocks of the segment, as sent. */
    public int blocks;
    public final int[] left = new int[TcpOptions.MAX_SACK_BLOCKS];
    public final int[] right = new int[TcpOptions.MAX_SACK_BLOCKS];

    /** The peer echoes a timestamp. */
    public boolean hasEcho;
    /** Our clock in milliseconds when the echoed timestamp was sent. */
    public int echoMillis;

    /** Segments that left the retransmission queue. */
    public int segments;
    /** Octets that SND.UNA moved. */
    public int octets;
    /** Among them was something other than the SYN. */
    public boolean dataAcked;
    /** Among them was the SYN. */
    public boolean synAcked;
    /** Among them was one that had been sent again. */
    public boolean retransmittedAcked;
    /** Among them was one that was sent once only and not SACKed before. */
    public boolean originalAcked;
    /** First number of the first of those. */
    public int originalSeq;
    /** End of the first of those. */
    public int originalEnd;
    /** When the last of those was sent. */
    public long lastOriginalNanos;

    /** Segments newly SACKed, and duplicates that a D-SACK told of. */
    public int sackedSegments;
    /** A segment was SACKed (Linux {@code FLAG_DATA_SACKED}). */
    public boolean sacked;
    /** A D-SACK told of segments sent twice (Linux {@code FLAG_DSACKING_ACK}). */
    public boolean duplicateSack;
    /** The D-SACK told that a tail loss probe was not needed (Linux {@code FLAG_DSACK_TLP}). */
    public boolean probeDuplicate;
    /** When the first segment sent once only left that is newly SACKed, or -1. */
    public long firstSackedNanos;
    /** When the last of those left. */
    public long lastSackedNanos;

    /** Segments newly known to have arrived, however the acknowledgement told of them. */
    public int delivered;
    /** A segment sent once only arrived that had been sent before the last timeout or recovery (Linux {@code FLAG_ORIG_SACK_ACKED}). */
    public boolean originalArrived;

    /** New data waits and the window has room for it. */
    public boolean moreToSend;
    /** Round-trip time for the estimator, or -1. */
    public long rttNanos;
    /** Round-trip time of the newest segment that arrived, or -1 (Linux {@code ca_rtt_us}). */
    public long newestRttNanos;
    /** Smoothed round-trip time after this sample; 0 without one. */
    public long srttNanos;
    public long nowNanos;

    /** Forgets the last acknowledgement. */
    public void clear(int segAck, int una, long now) {
        ack = segAck;
        priorUna = una;
        advanced = false;
        occupiesSpace = false;
        windowUpdated = false;
        duplicate = false;
        congestionEcho = false;
        blocks = 0;
        hasEcho = false;
        segments = 0;
        octets = 0;
        dataAcked = false;
        synAcked = false;
        retransmittedAcked = false;
        originalAcked = false;
        sackedSegments = 0;
        sacked = false;
        duplicateSack = false;
        probeDuplicate = false;
        firstSackedNanos = -1;
        delivered = 0;
        originalArrived = false;
        moreToSend = false;
        rttNanos = -1;
        newestRttNanos = -1;
        nowNanos = now;
    }

    /** Takes over the SACK blocks of a segment. */
    public void readBlocks(TcpOptions options) {
        blocks = options.sackBlocks();
        for (int i = 0; i < blocks; i++) {
            left[i] = options.sackLeft(i);
            right[i] = options.sackRight(i);
        }
    }

    /** A segment leaves the retransmission queue. */
    public void note(Sent s) {
        segments++;
        dataAcked |= !s.isSyn();
        synAcked |= s.isSyn();
        if (s.wasRetransmitted()) {
            retransmittedAcked = true;
        } else if (!s.isSacked()) {
            if (!originalAcked) {
                originalAcked = true;
                originalSeq = s.seq();
                originalEnd = s.endSeq();
                rttNanos = nowNanos - s.sentNanos();
            }
            lastOriginalNanos = s.sentNanos();
        }
    }

    /** Works out the round-trip times by Karn's rule (Linux {@code tcp_clean_rtx_queue}). */
    public void measure() {
        rttNanos = originalAcked && !retransmittedAcked ? rttNanos : -1;
        newestRttNanos = rttNanos < 0 ? -1 : nowNanos - lastOriginalNanos;
        if (firstSackedNanos >= 0) {
            rttNanos = rttNanos < 0 ? nowNanos - firstSackedNanos : rttNanos;
            newestRttNanos = nowNanos - lastSackedNanos;
        }
    }

    /** It tells more than that something arrived out of order (Linux {@code FLAG_NOT_DUP}). */
    public boolean isNoDuplicate() {
        return occupiesSpace || windowUpdated || segments > 0;
    }

    /** Something arrived that had not been known to (Linux {@code FLAG_FORWARD_PROGRESS}). */
    public boolean isProgress() {
        return segments > 0 || sacked;
    }
}
