package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.signature.Signatures;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.SendBuffer;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;

/** Builds and sends the segments of a connection (net/ipv4/tcp_output.c {@code tcp_transmit_skb}). */
public final class Transmitter {
    private static final int TIMESTAMPS = 12;
    private static final int MAX_OPTIONS = 40;
    private static final int LARGEST_WINDOW = 65_535;
    private static final int LARGEST_POINTER = 65_535;

    private final EventLoop loop;
    private final Network network;
    private final SegmentWriter writer;
    private final Counters counters;
    private final WindowField windows;
    private final SynOptions syn = new SynOptions();
    private SendWatcher watcher;

    public Transmitter(EventLoop loop, Network network, SegmentWriter writer, Counters counters) {
        this.loop = loop;
        this.network = network;
        this.writer = writer;
        this.counters = counters;
        this.windows = new WindowField(counters);
    }

    /** Sets who is told of segments with text; null for nobody. */
    public void watch(SendWatcher w) {
        watcher = w;
    }

    /** The window that would be offered now. */
    int windowNow(Tcb t) {
        return windows.look(t);
    }

    /** Octets of options on every segment of the connection. */
    public static int constantOptions(Tcb t) {
        return (t.timestamps.on ? TIMESTAMPS : 0) + (t.signatureKey != null ? Signatures.OPTION : 0);
    }

    /** Octets of SACK blocks on the next segment. */
    static int sackOptions(Tcb t) {
        int blocks = sackBlocks(t);
        return blocks == 0 ? 0 : 4 + 8 * blocks;
    }

    private static int sackBlocks(Tcb t) {
        if (!t.negotiated.sack) {
            return 0;
        }
        return Math.min(t.sacks.size(), (MAX_OPTIONS - constantOptions(t) - 4) / 8);
    }

    /** Sends a segment of the retransmission queue, for the first time or again. */
    public Errno send(Tcb t, SentSegment s, boolean again) {
        return send(t, s, again, false);
    }

    /** The same; the last segment of a super-segment carries PSH this time, whatever the user wrote (Linux {@code __tcp_transmit_skb}). */
    Errno send(Tcb t, SentSegment s, boolean again, boolean pushed) {
        SkBuff skb = SkBuff.allocate(0);
        attach(t, skb, s);
        if ((s.flags() & TcpView.SYN) != 0) {
            int ack = t.state() == TcpState.SYN_SENT ? 0 : TcpView.ACK;
            return sendSyn(t, skb, s.seq(), s.flags() | ack, again, null);
        }
        return sendText(t, skb, s.seq(), s.flags() | (pushed ? TcpView.PSH : 0), again);
    }

    /**
     * Sends new segments as one that is cut again in front of the device (Linux's super-segments).
     *
     * @param first the others follow it in the queue up to its end
     * @param size octets of text in each but the last
     */
    Errno sendTogether(Tcb t, SentSegment first, int size) {
        SkBuff skb = SkBuff.allocate(0);
        int flags = TcpView.PSH;
        skb.segmentSize = size;
        skb.segments = 0;
        for (SentSegment s = first; s != null; s = s.next()) {
            attach(t, skb, s);
            skb.segments++;
            flags |= s.flags();
        }
        return sendText(t, skb, first.seq(), flags, false);
    }

    private static void attach(Tcb t, SkBuff skb, SentSegment s) {
        SendBuffer.attach(skb, s);
        if (t.stamps != null) {
            t.stamps.attach(skb, s);
        }
    }

    private Errno sendText(Tcb t, SkBuff skb, int seq, int flags, boolean again) {
        int text = skb.length();
        if (text > 0) {
            t.lastSentNanos = loop.now();
            t.statistics.dataSegmentsOut += skb.segments;
            t.statistics.octetsSent += text;
        }
        Errno sent = transmit(t, skb, seq, flags | TcpView.ACK, text, !again);
        if (watcher != null && text > 0) {
            watcher.sent(t, again);
        }
        return sent;
    }

    /** Sends an acknowledgement without text. */
    public Errno sendAck(Tcb t) {
        return transmit(t, SkBuff.allocate(0), acceptableSeq(t), TcpView.ACK, 0, true);
    }

    /** Sends an empty segment with a number that the peer must answer (Linux {@code tcp_xmit_probe_skb}). */
    public Errno sendProbe(Tcb t) {
        return transmit(t, SkBuff.allocate(0), t.send.una - 1, TcpView.ACK, 0, true);
    }

    /** As {@link #sendProbe}, with a number that is not acknowledged, so that the urgent pointer of it counts. */
    public Errno sendUrgentProbe(Tcb t) {
        return transmit(t, SkBuff.allocate(0), t.send.una, TcpView.ACK, 0, true);
    }

    /** Sends a reset for a user's abort (Linux {@code tcp_send_active_reset}). */
    public void sendReset(Tcb t) {
        counters.increment(Counter.TCP_OUT_RSTS);
        transmit(t, SkBuff.allocate(0), acceptableSeq(t), TcpView.ACK | TcpView.RST, 0, true);
    }

    // SND.NXT, unless the peer has drawn its window back below it (Linux tcp_acceptable_seq).
    private static int acceptableSeq(Tcb t) {
        int end = t.send.windowEnd();
        int beyond = Seq.diff(t.send.nxt, end);
        return beyond <= 0 || t.negotiated.scaling && beyond < 1 << t.negotiated.receiveScale ? t.send.nxt : end;
    }

    /**
     * Sends the first SYN of an active open that tries Fast Open.
     *
     * @param text what rides on it, or null
     * @param cookie of the option, or null; left out where there is no room
     */
    Errno sendFirstSyn(Tcb t, SentSegment s, SentSegment text, Cookie cookie) {
        SkBuff skb = SkBuff.allocate(0);
        if (text != null) {
            SendBuffer.attach(skb, text);
            t.lastSentNanos = loop.now();
            t.statistics.dataSegmentsOut++;
            t.statistics.octetsSent += text.textLength();
        }
        Errno sent = sendSyn(t, skb, s.seq(), TcpView.SYN, false, cookie);
        t.fastOpen.requested = syn.hasCookie();
        t.fastOpen.experimental = syn.hasCookie() && cookie.isExperimental();
        return sent;
    }

    private Errno sendSyn(Tcb t, SkBuff skb, int seq, int flags, boolean again, Cookie cookie) {
        boolean answer = (flags & TcpView.ACK) != 0;
        int ecn = answer ? t.ecn.on ? TcpView.ECE : 0 : t.ecn.asks() ? TcpView.ECE | TcpView.CWR : 0;
        syn.mss = t.choices.maxSegment > 0 ? Math.min(t.choices.maxSegment, t.advertisedMss) : t.advertisedMss;
        syn.timestamps = t.timestamps.on;
        syn.tsVal = t.timestamps.value(loop.now());
        syn.tsEcr = answer ? t.timestamps.recent : 0;
        syn.sack = t.negotiated.sack;
        syn.scale = t.negotiated.scaling ? t.negotiated.receiveScale : TcpOptions.ABSENT;
        syn.cookie = cookie;
        syn.signed = t.signatureKey != null;
        syn.write(writer.begin(skb, syn.length()));
        t.receive.wup = t.receive.nxt;
        t.statistics.segmentsOut++;
        return finish(t, seq, flags | ecn, Math.min(t.receive.wnd, LARGEST_WINDOW), Ecn.NOT_ECT, !again);
    }

    private Errno transmit(Tcb t, SkBuff skb, int seq, int flags, int text, boolean count) {
        skb.departNanos = t.pacing.departNanos() > loop.now() && network.paces(t.path) ? t.pacing.departNanos() : 0;
        int blocks = sackBlocks(t);
        int constant = constantOptions(t);
        int field = windows.offer(t);
        TcpOptionWriter options = writer.begin(skb, constant + (blocks == 0 ? 0 : 4 + 8 * blocks));
        if (t.signatureKey != null) {
            options.nop().nop().signature();
        }
        if (t.timestamps.on) {
            options.nop().nop().timestamps(t.timestamps.value(loop.now()), t.timestamps.recent);
        }
        if (blocks > 0) {
            t.sacks.write(options.nop().nop(), blocks);
        }
        if (t.ack.collected() > 0) {
            counters.add(Counter.TCPEXT_ACK_COMPRESSED, t.ack.collected());
        }
        t.ack.onAckSent();
        t.timers.stopAcknowledge();
        if (text > 0) {
            t.ack.onDataSent(loop.now());
        }
        t.statistics.segmentsOut += skb.segments;
        boolean fresh = text > 0 && count;
        return finish(t, seq, flags | ecnFlags(t, fresh), field, fresh && t.ecn.on ? Ecn.ECT0 : Ecn.NOT_ECT, count);
    }

    // From the segment's own number to behind the last urgent octet (RFC 9293 section 3.8.5, MUST-62); farther ahead than the field
    // reaches, the largest number, if this segment brings the peer to the end of what was sent. 0 for none.
    private static int urgentPointer(Tcb t, int seq) {
        int ahead = t.send.isUrgent() ? Seq.diff(t.send.up, seq) : 0;
        if (ahead <= LARGEST_POINTER) {
            return Math.max(0, ahead);
        }
        return Seq.gt(seq + LARGEST_POINTER, t.send.nxt) ? LARGEST_POINTER : 0;
    }

    // RFC 3168 sections 6.1.2 to 6.1.6: text sent for the first time alone is ECT and can say CWR (Linux tcp_ecn_send).
    private static int ecnFlags(Tcb t, boolean fresh) {
        if (!t.ecn.on) {
            return 0;
        }
        int echo = t.ecn.isEchoing() ? TcpView.ECE : 0;
        return fresh && t.recovery.takeReduction() ? echo | TcpView.CWR : echo;
    }

    private Errno finish(Tcb t, int seq, int flags, int field, int codePoint, boolean count) {
        t.path.tos = t.path.tos & ~Ecn.MASK | codePoint;
        t.path.idZero = (flags & (TcpView.SYN | TcpView.ACK)) == (TcpView.SYN | TcpView.ACK);
        return writer.ports(t.localPort, t.remotePort).fields(seq, t.receive.nxt, flags, field).urgent(urgentPointer(t, seq)).signed(t.signatureKey).send(t.path, count);
    }
}
