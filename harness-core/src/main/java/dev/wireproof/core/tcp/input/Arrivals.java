package dev.wireproof.core.tcp.input;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.metrics.MetricsTable;
import dev.wireproof.core.tcp.output.Outputs;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.OpenRequest;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** Segment arrives at a full connection: picks the part of RFC 9293 section 3.10.7 by state. */
public final class Arrivals {
    private final SynSentArrival synSent;
    private final SynchronizedArrival synchronised;
    private final EarlyArrival early;
    private final ResetStep reset;
    private final Discard discard;
    private final ReplySender replies;

    public Arrivals(EventLoop loop, Network network, TcpSettings settings, Counters counters, DropSink drops, Outputs out,
            FastOpenClient fastOpen, MetricsTable metrics, Rng rng) {
        discard = new Discard(drops);
        replies = out.replies();
        Tools tools = new Tools(loop, network, ArrivalRules.of(settings.profile), out, discard, settings, counters);
        ChallengeAcks challenges = new ChallengeAcks(loop, out.acknowledger(), settings, counters, rng);
        SynStep syn = new SynStep(challenges, discard, counters);
        ResetStep reset = new ResetStep(tools.rules(), challenges, discard);
        SequenceStep sequence = new SequenceStep(tools, challenges, syn, reset);
        Establishment establishment = new Establishment(loop, network, out.sizes(), out.prober(), out.pacing(), metrics, settings);
        CloseProgress closing = new CloseProgress(out.sender(), out.replies(), fastOpen, settings, discard, counters);
        AckStep ack = new AckStep(tools, establishment, closing, challenges);
        TextStep text = new TextStep(tools, reset);
        FinStep fin = new FinStep(tools.rules(), out.acknowledger());
        synchronised = new SynchronizedArrival(sequence, reset, syn, ack, new UrgentStep(tools), text, fin, out);
        synSent = new SynSentArrival(tools, ack, reset, text, fin, establishment, new SynDataAnswer(fastOpen, out.retransmitter()));
        early = new EarlyArrival(establishment, text);
        this.reset = reset;
    }

    /** Processes a segment for a connection; its buffer is taken or dropped. */
    public void arrive(Tcb t, Segment s) {
        t.statistics.segmentsIn += s.skb().segments;
        t.statistics.dataSegmentsIn += s.length() > 0 ? s.skb().segments : 0;
        switch (t.state()) {
            case SYN_SENT -> synSent.arrive(t, s);
            case CLOSED, LISTEN, TIME_WAIT -> discard.segment(s);
            default -> {
                if (t.openRequest == null || passes(t, s)) {
                    synchronised.arrive(t, s);
                }
            }
        }
    }

    // A Fast Open child is a half-open request too.
    private boolean passes(Tcb t, Segment s) {
        OpenRequest.Verdict verdict = t.openRequest.judge(t, s);
        if (verdict == OpenRequest.Verdict.RESET) {
            reset.end(t);
        }
        return verdict == OpenRequest.Verdict.PASS || !discard.segment(s);
    }

    /** The SYN of a Fast Open child, which makes the connection. */
    public void openEarly(Tcb t, Segment syn) {
        early.arrive(t, syn);
    }

    /** A segment without a socket (RFC 9293 section 3.10.7.1). */
    public void atClosed(Segment s) {
        replies.reset(s);
        discard.segment(s, DropReason.NO_SOCKET);
    }

    /** Ends segments that nobody takes. */
    public Discard discard() {
        return discard;
    }
}
