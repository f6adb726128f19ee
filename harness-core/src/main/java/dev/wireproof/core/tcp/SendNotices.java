package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.ControlMessage;
import dev.wireproof.core.sock.ExtendedError;
import dev.wireproof.core.sock.ExtendedError.Origin;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.QueuedError;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.core.sock.Timestamping.Stage;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.TransmitStamps;
import java.util.List;

/** What the error queue tells about octets that were sent: times on their way (SO_TIMESTAMPING), memory that is free (MSG_ZEROCOPY). */
final class SendNotices {
    private static final byte[] NOTHING = {};
    /** Virtual time 0, 2000-01-01T00:00:00Z, on the clock that stamps show. */
    private static final long EPOCH_NANOS = 946_684_800_000_000_000L;

    private final TcpSock sock;
    private ZeroCopyNotices zeroCopy;
    /** Stamps count from here (Linux {@code sk_tskey}). */
    private int firstKey;
    private boolean numbered;

    SendNotices(TcpSock sock) {
        this.sock = sock;
    }

    /** Why SO_TIMESTAMPING may not have this value now: numbers need a connection (Linux {@code sock_set_timestamping}). */
    Errno mayStamp(long flags) {
        boolean number = (flags & Timestamping.OPT_ID) != 0;
        boolean connected = sock.state() != TcpState.CLOSED && sock.state() != TcpState.LISTEN;
        return number && !numbered && !connected ? Errno.EINVAL : Errno.OK;
    }

    /** SO_TIMESTAMPING was set. */
    void stampingChanged() {
        int flags = flags();
        boolean number = (flags & Timestamping.OPT_ID) != 0;
        if (number && !numbered) {
            Tcb t = sock.tcb();
            firstKey = (flags & Timestamping.OPT_ID_TCP) != 0 ? t.buffer.end() : t.send.una;
        }
        numbered = number;
    }

    private int flags() {
        return (int) sock.options.get(Option.SO_TIMESTAMPING);
    }

    /** The numbers of calls with MSG_ZEROCOPY; null when the socket does not have SO_ZEROCOPY. */
    ZeroCopyNotices zeroCopy() {
        if (zeroCopy == null && sock.options.isOn(Option.SO_ZEROCOPY)) {
            zeroCopy = new ZeroCopyNotices(sock);
        }
        return zeroCopy;
    }

    /** A write has ended: its last octet may have to be stamped. */
    void written(Tcb t) {
        int flags = flags() & Timestamping.TX;
        if (flags != 0) {
            if (t.stamps == null) {
                t.stamps = new TransmitStamps(sock);
            }
            t.stamps.mark(t.buffer, flags);
        }
    }

    void acknowledged(Tcb t) {
        if (t.stamps != null) {
            t.stamps.acknowledged(t.send.una, t.outstanding);
        }
        if (zeroCopy != null) {
            zeroCopy.acknowledged(t.send.una);
        }
    }

    /** The connection is over. */
    void ended() {
        if (zeroCopy != null) {
            zeroCopy.ended();
        }
    }

    // Linux __skb_complete_tx_timestamp.
    void stamped(int octet, Stage stage, SkBuff packet) {
        int flags = flags();
        if (sock.isOrphan()) {
            return;
        }
        int key = (flags & Timestamping.OPT_ID) != 0 ? octet - firstKey : 0;
        ExtendedError about = new ExtendedError(Errno.ENOMSG, Origin.TIMESTAMPING, 0, 0, stage.ordinal(), key, null);
        byte[] payload = (flags & Timestamping.OPT_TSONLY) != 0 ? NOTHING : packet.toBytes();
        boolean timed = (flags & Timestamping.SOFTWARE) != 0;
        List<ControlMessage> before = timed ? List.of(new ControlMessage.Timestamp(EPOCH_NANOS + sock.tcp.loop.now())) : List.of();
        sock.errorQueue.add(new QueuedError(about, null, payload, Truesize.SMALL + payload.length, before));
    }
}
