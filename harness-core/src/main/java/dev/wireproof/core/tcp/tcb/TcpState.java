package dev.wireproof.core.tcp.tcb;

/** The eleven states of RFC 9293 section 3.3.2. */
public enum TcpState {
    ESTABLISHED(1),
    SYN_SENT(2),
    SYN_RECEIVED(3),
    FIN_WAIT_1(4),
    FIN_WAIT_2(5),
    TIME_WAIT(6),
    CLOSED(7),
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11);

    private final int linuxNumber;

    TcpState(int linuxNumber) {
        this.linuxNumber = linuxNumber;
    }

    /** Linux's number, as TCP_INFO and {@code /proc/net/tcp} show it. */
    public int linuxNumber() {
        return linuxNumber;
    }

    /** True when both ends have sent and acknowledged a SYN and the connection is not over. */
    public boolean isSynchronized() {
        return switch (this) {
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
            default -> false;
        };
    }

    /** True when the user may still queue data for sending. */
    public boolean maySend() {
        return this == ESTABLISHED || this == CLOSE_WAIT;
    }

    /** True when the user has closed but the peer's FIN has not come: data may still arrive. */
    public boolean mayReceive() {
        return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
    }

    /** The state after close() or shutdown for writing; the same when no FIN is due (Linux {@code tcp_close_state}). */
    public TcpState afterClose() {
        return switch (this) {
            case ESTABLISHED, SYN_RECEIVED -> FIN_WAIT_1;
            case CLOSE_WAIT -> LAST_ACK;
            case SYN_SENT, LISTEN, CLOSED -> CLOSED;
            default -> this;
        };
    }

    /** True when close() or shutdown for writing queues a FIN. */
    public boolean closeSendsFin() {
        return this == ESTABLISHED || this == SYN_RECEIVED || this == CLOSE_WAIT;
    }
}
