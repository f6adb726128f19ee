package dev.wireproof.core.tcp.fastopen;

/** What Fast Open has come to in one connection (the {@code syn_*} bits of Linux's {@code tcp_sock}). */
public final class FastOpenState {
    /** Why the text of our SYN was not taken, with the numbers of TCP_INFO (Linux {@code tcp_fastopen_client_fail}). */
    public enum Failure {
        NONE,
        COOKIE_UNAVAILABLE,
        DATA_NOT_ACKED,
        SYN_RETRANSMITTED
    }

    /** Our SYN carried the option. */
    public boolean requested;
    /** In the experimental form. */
    public boolean experimental;
    /** Our SYN carried text. */
    public boolean synData;
    /** The text of a SYN was taken: ours by the peer, or the peer's by us. */
    public boolean synDataAcked;
    /** The connection is the child of a listener and was there before its handshake ended. */
    public boolean child;
    /** It tries Fast Open after a pause; its success ends the row of pauses. */
    public boolean endsPause;
    /** Why not, if not. */
    public Failure failure = Failure.NONE;

    /** True when this side has tried Fast Open, or got something from it. */
    public boolean isUsed() {
        return requested || synData || synDataAcked;
    }
}
