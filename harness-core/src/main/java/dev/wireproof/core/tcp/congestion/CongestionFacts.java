package dev.wireproof.core.tcp.congestion;

/** What an algorithm may ask about its connection; a reused object, right during a call. */
public final class CongestionFacts {
    public long nowNanos;
    /** SND.UNA. */
    public int una;
    /** SND.NXT. */
    public int nxt;
    /** Round trip of the newest segment that the acknowledgement told of and that was sent once only, or -1. */
    public long rttNanos = -1;
    /** When text was sent last. */
    public long lastSentNanos;
    /** Octets a second that the sender aims at; 0 for not known yet (Linux {@code sk_pacing_rate}). */
    public long pacingRate;
    /** Segments leave spread over the round trip, not in bursts (Linux {@code sk_pacing_status}). */
    public boolean paced;
}
