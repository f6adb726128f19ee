package dev.wireproof.core.tcp.tcb;

/**
 * Explicit congestion notification of one connection (RFC 3168 section 6.1; Linux {@code ecn_flags}, facts 9.17). The reduction of
 * our own window, which CWR tells, is the business of {@link dev.wireproof.core.tcp.recovery.LossRecovery#takeReduction}.
 */
public final class Ecn {
    /** Code points of the traffic class. */
    public static final int NOT_ECT = 0;
    public static final int ECT1 = 1;
    public static final int ECT0 = 2;
    public static final int CE = 3;
    /** Their two bits. */
    public static final int MASK = 3;

    /** What the code point of an arriving text asks of the acknowledgement policy. */
    public enum Arrival {
        NOTHING,
        /** Acknowledge quickly: congestion begins, or a repetition came. */
        QUICK
    }

    /** Both ends use it; before the handshake ends: our SYN asks for it. */
    public boolean on;
    /** Our SYN was sent again without asking. */
    private boolean withdrawn;
    /** Acknowledgements carry ECE until the peer says CWR. */
    private boolean echoing;
    private boolean seen;
    /** Segments that were delivered when ECE came. */
    private long deliveredCe;

    /** A SYN is sent again; from now on it asks for nothing if that is allowed (RFC 3168 section 6.1.1.1). */
    public void onSynSentAgain(boolean fallback) {
        withdrawn |= fallback;
    }

    /** True while our SYN asks. */
    public boolean asks() {
        return on && !withdrawn;
    }

    /**
     * The answer to our SYN (RFC 3168 section 6.1.1).
     *
     * @param strict a SYN that was sent once without asking rules it out, as the RFC wants; Linux takes the answer as it is
     */
    public void onSynAck(boolean ece, boolean cwr, boolean strict) {
        on &= ece && !cwr && !(strict && withdrawn);
    }

    /** The peer's SYN crosses ours. */
    public void onCrossingSyn(boolean ece, boolean cwr) {
        on &= ece && cwr;
    }

    /** Text arrived that is taken (Linux {@code tcp_data_ecn_check}). */
    public Arrival onText(int codePoint) {
        if (!on) {
            return Arrival.NOTHING;
        }
        if (codePoint == NOT_ECT) {
            // After ECT a text without it is a repetition most likely.
            return seen ? Arrival.QUICK : Arrival.NOTHING;
        }
        seen = true;
        if (codePoint != CE || echoing) {
            return Arrival.NOTHING;
        }
        echoing = true;
        return Arrival.QUICK;
    }

    /** The peer has reduced its window. */
    public void onCwr() {
        echoing = false;
    }

    /** True when segments carry ECE now. */
    public boolean isEchoing() {
        return echoing;
    }

    /** True once text with an ECN code point came (TCP_INFO). */
    public boolean isSeen() {
        return seen;
    }

    /** Segments were delivered, as an acknowledgement with ECE tells. */
    public void onEcho(int delivered) {
        deliveredCe += delivered;
    }

    public long deliveredCe() {
        return deliveredCe;
    }
}
