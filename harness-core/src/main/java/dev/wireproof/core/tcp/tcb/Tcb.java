package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.tcp.fastopen.FastOpenState;
import dev.wireproof.core.tcp.receiver.AckPolicy;
import dev.wireproof.core.tcp.receiver.OutOfOrderQueue;
import dev.wireproof.core.tcp.receiver.ReceiveQueue;
import dev.wireproof.core.tcp.receiver.SackBlocks;
import dev.wireproof.core.tcp.receiver.WindowAdvertiser;
import dev.wireproof.core.tcp.recovery.LossRecovery;
import dev.wireproof.core.tcp.recovery.RtoEstimator;

/** Transmission control block: all that one connection knows (RFC 9293 section 3.3.1; Linux {@code tcp_sock}). */
public final class Tcb {
    public final ConnectionOwner owner;
    public final SendSequence send = new SendSequence();
    public final ReceiveSequence receive = new ReceiveSequence();
    public final Negotiated negotiated = new Negotiated();
    public final Timestamps timestamps = new Timestamps();
    public final PacingState pacing = new PacingState();
    public final SendBuffer buffer = new SendBuffer();
    public final RetransmissionQueue outstanding = new RetransmissionQueue(send);
    public final ReceiveQueue received;
    public final OutOfOrderQueue outOfOrder;
    public final SackBlocks sacks = new SackBlocks();
    public final AckPolicy ack = new AckPolicy();
    public final Ecn ecn = new Ecn();
    public final MtuSearch mtu = new MtuSearch();
    public final ConnectionTimers timers;
    public final TcbStatistics statistics = new TcbStatistics();
    public final UserChoices choices;
    public final FastOpenState fastOpen = new FastOpenState();

    /** The peer's urgent octet. */
    public final UrgentMark urgent = new UrgentMark();
    /** Octets whose way is to be told; null when none is. */
    public TransmitStamps stamps;
    /** Key that segments are signed with (RFC 2385), or null. */
    public byte[] signatureKey;
    /** What time went into. */
    public final Chronograph chronograph = new Chronograph();

    /** Strategies; chosen when the socket is made or an option is set. */
    public RtoEstimator rto;
    public LossRecovery recovery;
    public WindowAdvertiser window;

    /** The way to the peer; null while there is none. */
    public IpPath path;
    public int localPort;
    public int remotePort;

    /** Octets of text in a full segment, constant options taken off (Linux {@code mss_cache}). */
    public int mss = Negotiated.DEFAULT_MSS;
    /** Path MTU that {@link #mss} was worked out for. */
    public int pathMtu;
    /** MSS we told the peer, less constant options. */
    public int advertisedMss = Negotiated.DEFAULT_MSS;
    /** First window and scale, worked out for the SYN. */
    public int firstWindowClamp;

    /** Doublings of timeout or probe interval in force (TCP_INFO). */
    public int backoff;
    /** Doublings of the retransmission timeout in force; probing adds none. */
    public int rtoDoublings;
    /** Timeouts of the oldest segment in a row (Linux {@code icsk_retransmits}). */
    public int retransmits;
    /** When the first retransmission since progress left, or our first SYN; or -1. */
    public long retransmitSinceNanos = -1;
    /** Unanswered probes. */
    public int probes;
    /** When probing began, 0 for not. */
    public long probesSinceNanos;
    /** When an unacceptable segment or challenge was answered last, or -1. */
    public long lastOddReplyNanos = -1;
    /** When text was sent last. */
    public long lastSentNanos;
    /** When an acknowledgement or text arrived last. */
    public long lastHeardNanos;
    /** A loss probe is being sent, which the congestion window does not hold back. */
    public boolean probing;
    /** SYN segments sent again by the timer. */
    public int synRetries;

    /** What is left of the handshake of a Fast Open child, or null. */
    public OpenRequest openRequest;

    private TcpState state = TcpState.CLOSED;

    public Tcb(EventLoop loop, ConnectionOwner owner, UserChoices choices, DropSink drops, ConnectionTimers.Actions actions) {
        this.owner = owner;
        this.choices = choices;
        received = new ReceiveQueue(owner);
        outOfOrder = new OutOfOrderQueue(owner, drops);
        timers = new ConnectionTimers(loop, this, actions);
    }

    public TcpState state() {
        return state;
    }

    /** The only place that assigns the state. What follows from it belongs to the state entered. */
    public void enter(TcpState next) {
        TcpState from = state;
        state = next;
        if (next == TcpState.CLOSED) {
            timers.stop();
            outstanding.clear();
            buffer.clear();
        }
        owner.entered(from, next);
    }

    /** Retransmission timeout in force, backoff included; nanoseconds. */
    public long rtoNanos(long mostNanos) {
        return Math.min(rto.rtoNanos() << Math.min(rtoDoublings, 20), mostNanos);
    }

    /** What is outstanding was acknowledged by an unambiguous sample: the timeout is the computed one again (RFC 6298 section 5). */
    public void endBackoff() {
        backoff = 0;
        rtoDoublings = 0;
    }

    /** Data is about to go after idle time: the window may have to shrink first (RFC 5681 section 4.1; Linux {@code tcp_slow_start_after_idle_check}). */
    public void restartAfterIdle(long nowNanos, long mostRtoNanos) {
        long idle = nowNanos - lastSentNanos;
        long rto = rtoNanos(mostRtoNanos);
        if (outstanding.isEmpty() && idle > rto) {
            recovery.onIdleRestart(idle, rto, nowNanos);
        }
    }

    /** True when neither octets nor a FIN wait or are outstanding. */
    public boolean isNothingQueued() {
        return outstanding.isEmpty() && !buffer.hasUnsent();
    }

    /** True when our FIN was sent and acknowledged. */
    public boolean isFinAcknowledged() {
        return buffer.isFinQueued() && send.una == buffer.end() + 1;
    }
}
