package dev.wireproof.core.tcp.recovery;

/**
 * A segment outstanding with its marks (RFC 6675 section 3, RFC 8985 section 5.2; Linux {@code tcp_skb_cb.sacked}). Segments stand in
 * the order of their numbers, and those that may still be found lost also in the order in which they were sent.
 */
public interface Sent {
    /** First sequence number. */
    int seq();

    /** Sequence number behind the last octet, SYN and FIN counted. */
    int endSeq();

    /** When it was sent last. */
    long sentNanos();

    /** Place among all transmissions of the connection: what left later has a larger one, even at the same instant. */
    long ordinal();

    /** Segments known to have been delivered when it was sent last (Linux {@code tx.delivered}). */
    int deliveredBefore();

    /** When something was delivered last before that. */
    long deliveredAtNanos();

    /** When the newest of those delivered before that had left. */
    long firstSentNanos();

    /** The sender had nothing more to send then. */
    boolean isStarved();

    /** Notes how many are delivered now that it is sent, and the other three. */
    void stamp(int delivered, long firstSentNanos, long deliveredAtNanos, boolean starved);

    /** It carries a SYN. */
    boolean isSyn();

    /** A SACK block told of its arrival (Linux {@code TCPCB_SACKED_ACKED}). */
    boolean isSacked();

    /** Given up for lost, repaired or not (Linux {@code TCPCB_LOST}). */
    boolean isLost();

    /** Sent again, and what was sent again is believed to be under way (Linux {@code TCPCB_SACKED_RETRANS}). */
    boolean isRepaired();

    /** Sent more than once, so that it gives no round-trip sample (Karn; Linux {@code TCPCB_EVER_RETRANS}). */
    boolean wasRetransmitted();

    /** The next higher one, or null. */
    Sent next();

    /** The one sent after it, or null; only while it stands in the order of sending. */
    Sent sentNext();
}
