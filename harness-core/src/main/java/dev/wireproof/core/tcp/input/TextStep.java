package dev.wireproof.core.tcp.input;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.output.ReplySender;
import dev.wireproof.core.tcp.output.Transmitter;
import dev.wireproof.core.tcp.receiver.OutOfOrderQueue;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.wire.TcpView;

/** Seventh, process the segment text (RFC 9293 section 3.10.7.4; Linux {@code tcp_data_queue}, facts 9.4). */
final class TextStep {
    private static final int QUICK_ABOUT_CONGESTION = 2;

    private final EventLoop loop;
    private final ArrivalRules rules;
    private final Acknowledger acknowledger;
    private final ResetStep reset;
    private final ReplySender replies;
    private final Discard discard;
    private final TcpSettings settings;
    private final Counters counters;

    TextStep(Tools tools, ResetStep reset) {
        this.loop = tools.loop();
        this.rules = tools.rules();
        this.acknowledger = tools.out().acknowledger();
        this.reset = reset;
        this.replies = tools.out().replies();
        this.discard = tools.discard();
        this.settings = tools.settings();
        this.counters = tools.counters();
    }

    /**
     * Takes text and FIN into the queues.
     *
     * @return true when the stream is complete: the peer's FIN was reached
     */
    boolean take(Tcb t, Segment s) {
        if (!s.occupiesSpace()) {
            return false;
        }
        if (!t.state().mayReceive() && Seq.geq(s.seq(), t.receive.nxt)) {
            discard.segment(s);
            return false;
        }
        if (t.owner.isReceiveClosed() && t.state() != TcpState.ESTABLISHED && brings(t, s)) {
            abort(t, s);
            return false;
        }
        if (!t.state().mayReceive() && Seq.gt(s.endSeq(), t.receive.nxt)) {
            // Behind text that is old comes a FIN behind the FIN: Linux counts it, and nobody gets octets behind the end.
            t.receive.nxt = s.endSeq();
            t.ack.scheduleNow();
            discard.segment(s);
            return false;
        }
        SkBuff skb = s.take();
        skb.cb0 = s.isFin() ? TcpView.FIN : 0;
        if (rules.cutsBeyondWindow()) {
            cutBeyondWindow(t, skb);
        }
        t.sacks.noDuplicate();
        return queue(t, s, skb);
    }

    /** Takes the text of a SYN-ACK: its octets are the first of the stream. */
    void takeAfterSyn(Tcb t, Segment s) {
        if (s.length() > 0) {
            s.skb().seq++;
            SkBuff skb = s.take();
            skb.cb0 = 0;
            skb.endSeq = skb.seq + skb.length();
            queue(t, s, skb);
        }
    }

    /**
     * Takes text and FIN of a SYN by Fast Open, which the answer to the SYN acknowledges (Linux {@code tcp_fastopen_add_skb}).
     *
     * @return true when the peer's FIN was reached
     */
    boolean takeWithSyn(Tcb t, Segment s) {
        if (s.length() == 0 && !s.isFin()) {
            return false;
        }
        SkBuff skb = s.take();
        skb.seq++;
        skb.cb0 = s.isFin() ? TcpView.FIN : 0;
        skb.endSeq = skb.seq + skb.length() + (s.isFin() ? 1 : 0);
        t.fastOpen.synDataAcked = true;
        boolean fin = append(t, skb);
        t.owner.readable();
        return fin;
    }

    private static boolean brings(Tcb t, Segment s) {
        return s.length() > 0 && Seq.gt(s.seq() + s.length(), t.receive.nxt);
    }

    // Nobody will ever read it: the peer must know (RFC 9293 section 3.6.1, SHLD-3).
    private void abort(Tcb t, Segment s) {
        counters.increment(Counter.TCPEXT_ABORT_ON_DATA);
        replies.reset(s);
        discard.segment(s);
        reset.end(t);
    }

    private void cutBeyondWindow(Tcb t, SkBuff skb) {
        int beyond = Seq.diff(skb.endSeq, t.receive.windowEnd());
        int text = skb.length();
        boolean finAlone = text == 0;
        if (beyond > 0 && !finAlone) {
            int fin = skb.cb0 != 0 ? 1 : 0;
            skb.cb0 = 0;
            skb.trim(Math.max(0, text - (beyond - fin)));
            skb.endSeq = skb.seq + skb.length();
        }
    }

    private boolean queue(Tcb t, Segment s, SkBuff skb) {
        int nxt = t.receive.nxt;
        int open = t.receive.openWindow();
        if (skb.seq == nxt) {
            boolean finAlone = skb.length() == 0 && skb.cb0 != 0;
            if (open == 0 && !finAlone) {
                counters.increment(Counter.TCPEXT_ZERO_WINDOW_DROP);
                return outsideWindow(t, s, skb);
            }
            return inOrder(t, s, skb);
        }
        if (Seq.leq(skb.endSeq, nxt)) {
            acknowledger.oldText(t, skb.seq, skb.endSeq);
            return outsideWindow(t, s, skb);
        }
        if (Seq.geq(skb.seq, nxt + open)) {
            return outsideWindow(t, s, skb);
        }
        if (Seq.lt(skb.seq, nxt)) {
            acknowledger.duplicateBlock(t, skb.seq, nxt);
            if (open == 0) {
                counters.increment(Counter.TCPEXT_ZERO_WINDOW_DROP);
                return outsideWindow(t, s, skb);
            }
            return inOrder(t, s, skb);
        }
        aheadOfHole(t, s, skb);
        return false;
    }

    private boolean outsideWindow(Tcb t, Segment s, SkBuff skb) {
        t.ack.enterQuick(t.receive.wnd);
        t.ack.schedule();
        drop(t, skb, s);
        return false;
    }

    private void drop(Tcb t, SkBuff skb, Segment s) {
        s.restore(skb);
        discard.segment(s, t.window.hasRoom() ? DropReason.TCP_UNACCEPTABLE : DropReason.SOCKET_BUFFER_FULL);
    }

    private boolean inOrder(Tcb t, Segment s, SkBuff skb) {
        if (!hasRoom(t, skb.seq)) {
            t.ack.scheduleWithoutMemory();
            t.owner.readable();
            if (!t.received.isEmpty() && skb.length() > 0) {
                counters.increment(Counter.TCPEXT_RCVQ_DROP);
                drop(t, skb, s);
                return false;
            }
        }
        int text = skb.length() - Math.max(0, t.receive.nxt - skb.seq);
        int truesize = skb.truesize;
        int codePoint = skb.trafficClass & Ecn.MASK;
        boolean fin = append(t, skb);
        if (text > 0) {
            arrived(t, s, text, truesize);
            noticeCongestion(t, codePoint);
        }
        if (!t.outOfOrder.isEmpty() && !fin) {
            fin = fillFromQueue(t);
        }
        if (t.sacks.size() > 0) {
            t.sacks.passed(t.receive.nxt);
        }
        if (fin || t.received.unread() >= t.owner.lowWater()) {
            t.owner.readable();
        }
        return fin;
    }

    private boolean append(Tcb t, SkBuff skb) {
        int before = t.received.unread();
        if (t.received.append(skb)) {
            counters.increment(Counter.TCPEXT_RCV_COALESCE);
        }
        int fresh = t.received.unread() - before;
        t.receive.nxt += fresh;
        t.statistics.octetsReceived += fresh;
        return skb.cb0 != 0;
    }

    // Linux tcp_event_data_recv.
    private void arrived(Tcb t, Segment s, int text, int truesize) {
        long now = loop.now();
        t.ack.schedule();
        measure(t, s, text, truesize);
        t.window.onProgress(t.receive.nxt, t.receive.wnd, now);
        measureRoundTrip(t, s, text, now);
        t.ack.onText(now, t.rtoNanos(settings.rtoMaxNanos()), t.receive.wnd);
        if (t.window.onText(text, truesize, t.ack.receiveMss())) {
            t.ack.onWindowGrowth();
        }
    }

    private static void noticeCongestion(Tcb t, int codePoint) {
        if (t.ecn.onText(codePoint) == Ecn.Arrival.QUICK) {
            t.ack.enterQuick(t.receive.wnd, QUICK_ABOUT_CONGESTION);
        }
    }

    // Linux tcp_rcv_rtt_measure_ts.
    private static void measureRoundTrip(Tcb t, Segment s, int text, long now) {
        if (t.timestamps.on && s.options.hasTimestamps() && t.timestamps.isNewEcho(s.options.tsEcr()) && text >= t.ack.receiveMss()) {
            t.window.onEchoedTimestamp(t.timestamps.sinceNanos(s.options.tsEcr(), now));
        }
    }

    private void measure(Tcb t, Segment s, int text, int truesize) {
        boolean mustBeFull = !s.isFin() && !s.isUrgent() && !s.isPush();
        int length = s.segmentLength() > 0 ? s.segmentLength() : text;
        if (t.ack.measure(length, s.headerLength(), Transmitter.constantOptions(t), mustBeFull, s.isPush(), t.advertisedMss)) {
            t.window.onSegmentSize(text, truesize, t.receive.wnd);
        }
    }

    private boolean fillFromQueue(Tcb t) {
        boolean fin = false;
        while (!fin) {
            SkBuff next = t.outOfOrder.takeUpTo(t.receive.nxt);
            if (next == null) {
                break;
            }
            if (Seq.gt(next.endSeq, t.receive.nxt)) {
                fin = append(t, next);
            } else {
                discard.buffer(next);
            }
        }
        if (t.outOfOrder.isEmpty()) {
            t.sacks.clear();
            // RFC 5681 section 4.2: a hole that is filled is acknowledged at once.
            t.ack.scheduleNow();
        }
        return fin;
    }

    private void aheadOfHole(Tcb t, Segment s, SkBuff skb) {
        if (!hasRoom(t, skb.seq)) {
            counters.increment(Counter.TCPEXT_OFO_DROP);
            t.owner.readable();
            drop(t, skb, s);
            return;
        }
        noticeCongestion(t, skb.trafficClass & Ecn.MASK);
        measureRoundTrip(t, s, skb.length(), loop.now());
        measure(t, s, skb.length(), skb.truesize);
        t.ack.schedule();
        counters.increment(Counter.TCPEXT_OFO_QUEUE);
        t.statistics.outOfOrderSegments++;
        int from = skb.seq;
        int to = skb.endSeq;
        int text = skb.length();
        if (t.outOfOrder.add(skb) == OutOfOrderQueue.Outcome.DUPLICATE) {
            counters.increment(Counter.TCPEXT_OFO_MERGE);
            drop(t, skb, s);
        } else if (t.negotiated.sack && t.window.onText(text, skb.truesize, t.ack.receiveMss())) {
            t.ack.onWindowGrowth();
        }
        counters.add(Counter.TCPEXT_OFO_MERGE, t.outOfOrder.swallowed());
        if (t.outOfOrder.hasDuplicate()) {
            acknowledger.duplicateBlock(t, t.outOfOrder.duplicateFrom(), t.outOfOrder.duplicateTo());
        }
        if (t.negotiated.sack) {
            t.sacks.add(from, to);
        }
    }

    // Linux tcp_try_rmem_schedule: there is room before the segment, or some can be made.
    private boolean hasRoom(Tcb t, int seq) {
        if (t.window.hasRoom()) {
            return true;
        }
        counters.increment(Counter.TCPEXT_PRUNE_CALLED);
        t.ack.noQuick();
        if (t.window.makeRoom()) {
            return true;
        }
        counters.add(Counter.TCPEXT_RCV_COLLAPSED, t.received.collapse(t.window));
        if (t.window.hasRoom()) {
            return true;
        }
        if (t.outOfOrder.prune(seq)) {
            counters.increment(Counter.TCPEXT_OFO_PRUNED);
            t.sacks.clear();
        }
        if (t.window.hasRoom()) {
            return true;
        }
        counters.increment(Counter.TCPEXT_RCV_PRUNED);
        return false;
    }
}
