package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.core.tcp.receiver.ReceiveMemory;

/** The socket of a connection: whom the protocol tells what happened. */
public interface ConnectionOwner extends ReceiveMemory {
    /** The state has changed; effects belong to the state entered. */
    void entered(TcpState from, TcpState to);

    /** Text or the end of the stream can be read. */
    void readable();

    /** The peer has announced an urgent octet newer than the mark at hand (Linux {@code sk_send_sigurg}). */
    void urgentAnnounced();

    /** True when a send call waits for the connection (Linux {@code sk_write_pending}). */
    boolean isWriterWaiting();

    /** Acknowledgements may have made room for writers. */
    void roomForWriters();

    /** True when a writer or poller has found no room (Linux {@code SOCK_NOSPACE}). */
    boolean wantsRoom();

    /** SND.UNA has moved; what is acknowledged still stands in the queue. */
    void acknowledged();

    /** A packet with an octet whose way is to be told has come somewhere. */
    void stamped(int octet, Timestamping.Stage stage, SkBuff packet);

    /** The connection is established: the send buffer is sized for its segments. */
    void sizeSendBuffer();

    /** Waiters look at the state. */
    void wakeAll();

    /** An error ends the connection; told once by the next call. */
    void fail(Errno error);

    /** An error that is told only when the connection ends without a better reason. */
    void failSoftly(Errno error);

    /** An ICMP error for the error queue; {@code quoted.data()} is the quoted header. */
    void queueError(SkBuff quoted, IcmpError error);

    /** A difficulty that does not end the connection, for the error queue where the user wants to hear of such (IP_RECVERR). */
    void reportTrouble(Errno error);

    /** The soft error, or OK. */
    Errno softFailure();

    /** Leaves what is left of a connection in FIN-WAIT-2 to a small object for so long, and ends itself (Linux {@code tcp_time_wait}). */
    void waitSmall(long nanos);

    /** The connection ends in order: what it has learnt of the path is kept for the next one (Linux {@code tcp_update_metrics}). */
    void remember();

    /** The peer sends no more. */
    void receiveClosed();

    /** True when nothing more is read: closed, or the peer's FIN was received (Linux {@code RCV_SHUTDOWN}). */
    boolean isReceiveClosed();

    /** True when the user writes no more (Linux {@code SEND_SHUTDOWN}). */
    boolean isSendClosed();

    /** True when no process holds the socket any more (Linux {@code SOCK_DEAD}). */
    boolean isOrphan();
}
