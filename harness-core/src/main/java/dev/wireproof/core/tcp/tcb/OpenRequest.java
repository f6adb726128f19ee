package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.tcp.segment.Segment;

/**
 * The half-open request behind a Fast Open child, until the child's handshake ends (Linux {@code fastopen_rsk}). While it is there the
 * send timer of the child rests: first the SYN-ACK must get through.
 */
public interface OpenRequest {
    /** What becomes of a segment for the child. */
    enum Verdict {
        /** The child takes it in. */
        PASS,
        /** It was answered, or needs no answer. */
        DROP,
        /** It ends the child. */
        RESET
    }

    /** Judges a segment as a half-open request would ({@code tcp_check_req}). */
    Verdict judge(Tcb child, Segment s);

    /** Our initial number. */
    int iss();

    /** accept(2) has taken the child. */
    void accepted();

    boolean isAccepted();

    /** Round-trip time that an acknowledgement now tells, or -1 when the SYN-ACK was sent twice; nanoseconds. */
    long rttNanos();

    /** The handshake has ended, or the child has: the child is an ordinary connection from now on ({@code reqsk_fastopen_remove}). */
    void end(Tcb child);
}
