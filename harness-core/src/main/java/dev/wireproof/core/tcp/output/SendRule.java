package dev.wireproof.core.tcp.output;

/** May the next segment go? Pure (RFC 9293 sections 3.7.4 and 3.8.6.2.1; Linux {@code tcp_write_xmit}, facts 9.10). */
public final class SendRule {
    /** The answer; all but the first say why not. */
    public enum Verdict {
        GO,
        /** The congestion window is full. */
        CONGESTION,
        /** It does not fit the peer's window whole. */
        WINDOW,
        /** Nagle or a cork holds a segment that is not full. */
        SMALL
    }

    /** How eager the sender is about a last segment that is not full. */
    public enum Eagerness {
        /** By Nagle's rule in Minshall's form: unless a small one is outstanding. */
        NAGLE,
        /** Always: TCP_NODELAY, or the push of a probe. */
        ALWAYS,
        /** Never: TCP_CORK or MSG_MORE. */
        NEVER
    }

    private SendRule() {}

    /**
     * Judges one segment.
     *
     * @param congestionAllows loss recovery lets one more go
     * @param windowRoom octets from the segment's first to the peer's right edge
     * @param length octets of the segment
     * @param full the segment has the MSS, or is not the last one queued
     * @param fin the segment ends the stream
     * @param smallOutstanding segments are outstanding, a small one among them
     */
    public static Verdict judge(boolean congestionAllows, int windowRoom, int length, boolean full, boolean fin,
            Eagerness eagerness, boolean smallOutstanding) {
        if (!congestionAllows) {
            return Verdict.CONGESTION;
        }
        // A FIN takes a number too (Linux tcp_snd_wnd_test).
        if (length + (fin ? 1 : 0) > windowRoom) {
            return Verdict.WINDOW;
        }
        boolean held = !full && !fin && (eagerness == Eagerness.NEVER || eagerness == Eagerness.NAGLE && smallOutstanding);
        return held ? Verdict.SMALL : Verdict.GO;
    }
}
