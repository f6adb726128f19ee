package dev.wireproof.core.tcp.recovery;

/** Retransmission timeout from round-trip samples. Pure arithmetic; times in nanoseconds at the border, microseconds inside. */
public interface RtoEstimator {
    /** A round-trip time. SND.UNA and SND.NXT tell where a window ends. */
    void sample(long rttNanos, int una, int nxt);

    /** True when there was a sample. */
    boolean hasSample();

    /** Timeout without backoff. */
    long rtoNanos();

    /** The handshake gave no sample (RFC 6298 section 5.7): the timeout is 3 s until one comes. */
    void noHandshakeSample();

    /**
     * An earlier connection has left its round-trip time: the timeout is worked out from it until the first sample of text, if it is
     * longer than what the handshake told (Linux {@code tcp_init_metrics}).
     *
     * @param rttMicros8 in eighths of a microsecond, 0 for none
     * @return true when it is used
     */
    boolean useRemembered(long rttMicros8);

    /** Smoothed round-trip time in eighths of a microsecond. */
    long srttMicros8();

    /** Its mean deviation in quarters of a microsecond. */
    long deviationMicros4();

    /** Smoothed round-trip time; 0 without a sample. */
    long srttNanos();

    /** Variation as TCP_INFO shows it, microseconds. */
    long rttvarMicros();
}
