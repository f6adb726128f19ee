package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.input.ArrivalRules;
import dev.wireproof.core.tcp.output.SegmentWriter;
import dev.wireproof.core.tcp.output.SynOptions;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;

/** Sends SYN-ACKs of requests (Linux {@code tcp_make_synack}, facts 8.4). */
final class SynAckSender {
    private static final int LARGEST_WINDOW = 65_535;
    private static final long TICK_NANOS = 1_000_000L;

    private final EventLoop loop;
    private final SegmentWriter writer;
    private final ArrivalRules rules;
    private final Counters counters;
    private final SynOptions options = new SynOptions();

    SynAckSender(EventLoop loop, SegmentWriter writer, ArrivalRules rules, Counters counters) {
        this.loop = loop;
        this.writer = writer;
        this.rules = rules;
        this.counters = counters;
    }

    /** TSval of a request's segments now. */
    int tsVal(Request r) {
        return clock() + r.tsOffset;
    }

    int clock() {
        return (int) (loop.now() / TICK_NANOS);
    }

    void send(Request r) {
        send(r, tsVal(r));
    }

    void send(Request r, int tsVal) {
        options.mss = r.announcedMss;
        options.sack = r.sack;
        options.timestamps = r.timestamps;
        options.tsVal = tsVal;
        options.tsEcr = r.tsRecent;
        options.scale = r.scaling ? r.window.scale() : TcpOptions.ABSENT;
        options.cookie = r.cookie;
        options.signed = r.signatureKey != null;
        options.write(writer.begin(options.length()));
        r.path.idZero = true;
        if (rules.isStrictAboutEcn()) {
            // Text of a Fast Open child has left its code point there.
            r.path.tos &= ~Ecn.MASK;
        }
        writer.ports(r.localPort, r.remotePort)
                .fields(r.iss, r.nxt(), TcpView.SYN | TcpView.ACK | (r.ecn ? TcpView.ECE : 0), Math.min(r.window.window(), LARGEST_WINDOW))
                .signed(r.signatureKey)
                .send(r.path, true);
    }

    void sendAgain(Request r) {
        counters.increment(Counter.TCP_RETRANS_SEGS);
        counters.increment(Counter.TCPEXT_SYN_RETRANS);
        r.retransmissions++;
        // RFC 7413 section 4.2.2: a SYN-ACK goes again without the option.
        r.cookie = null;
        send(r);
    }
}
