package dev.wireproof.rig.monitor.tcp;

import static dev.wireproof.rig.capture.TcpSegmentRecord.ACK;
import static dev.wireproof.rig.capture.TcpSegmentRecord.RST;
import static dev.wireproof.rig.capture.TcpSegmentRecord.SYN;

import dev.wireproof.rig.capture.TcpSegmentRecord;
import dev.wireproof.rig.monitor.Findings;
import dev.wireproof.rig.monitor.Observed;
import java.util.List;

/** One connection: shows each segment to the rules, then takes it in. */
final class TcpFlow {
    private final FlowFindings findings;
    private final OpenClaims claims;
    private final List<TcpRule> rules;
    private Side first;
    private Side second;
    private String firstOn;
    private String secondOn;
    private TcpSegmentRecord pendingSyn;
    private boolean pendingFromFirst;
    private boolean reset;

    TcpFlow(Findings out, boolean complete) {
        findings = new FlowFindings(out, complete);
        claims = new OpenClaims(findings);
        rules = List.of(
                new OptionRule(), new PositionRule(), new RightEdgeRule(claims), new SameOctetsRule(), new FinRule(), new AckRule(claims),
                new WindowShrinkRule(), new SackRule(claims), new TimestampRule(claims), new UrgentRule(), new EarlyTextRule(),
                new EcnRule());
    }

    /** A segment whose checksum is wrong: no receiver took it, so its octets count as missing. */
    void unread(Findings out) {
        out.inconclusive("tcp: a segment with a wrong checksum");
        findings.segmentsUnread();
    }

    /**
     * True when a segment opens another connection between the same ends: a SYN after a reset, or a SYN-ACK that takes up a SYN which
     * this connection could not place (one that TIME-WAIT only acknowledges opens nothing), or after a reset one that came late: it found
     * a listener again (RFC 9293 section 3.10.7.2).
     */
    boolean isReplacedBy(TcpSegmentRecord tcp, boolean fromFirst) {
        Side side = fromFirst ? first : second;
        Side peer = fromFirst ? second : first;
        if (!tcp.has(SYN) || tcp.has(RST) || side == null || side.isFromStart() && side.isn() == tcp.seq()) {
            return false;
        }
        if (tcp.has(ACK)) {
            boolean answersPeer = peer != null && peer.isFromStart() && tcp.ack() == peer.isn() + 1;
            boolean fresh = reset || !side.isFromStart() || side.sent().next() <= 1 && side.sent().acked() <= 0;
            return answersPeer && fresh || pendingSyn != null && pendingFromFirst != fromFirst && tcp.ack() == pendingSyn.seq() + 1;
        }
        boolean unanswered = peer == null || !side.isFromStart();
        if (!reset && !unanswered) {
            pendingSyn = tcp;
            pendingFromFirst = fromFirst;
        }
        return reset || unanswered;
    }

    /**
     * Takes over from the connection before: the SYN that a SYN-ACK now answers.
     *
     * @param answeredByFirst which side sends the SYN-ACK
     */
    void adoptSyn(TcpFlow old, boolean answeredByFirst) {
        Side opener = old.side(!answeredByFirst);
        Side adopted = null;
        if (old.pendingSyn != null && old.pendingFromFirst != answeredByFirst) {
            adopted = Side.opening(findings, old.pendingSyn.seq(), old.pendingSyn.options());
            adopted.readEcn(old.pendingSyn);
        } else if (opener != null && opener.isFromStart()) {
            adopted = Side.opening(findings, opener.isn(), opener.synOptions());
            adopted.copyEcn(opener);
        }
        if (adopted != null) {
            adopted.sent().startAt(1);
            set(!answeredByFirst, adopted);
        }
    }

    private Side side(boolean isFirst) {
        return isFirst ? first : second;
    }

    private void set(boolean isFirst, Side side) {
        if (isFirst) {
            first = side;
        } else {
            second = side;
        }
    }

    void segment(Observed seen, boolean fromFirst) {
        TcpSegmentRecord tcp = seen.frame().tcp();
        if (isSeenElsewhere(seen, fromFirst) || isUnplacedSyn(tcp, fromFirst)) {
            return;
        }
        if (reset && !findings.isComplete()) {
            findings.inconclusive("tcp: a segment after a reset");
            return;
        }
        findings.judging(seen.judged());
        if (tcp.has(RST)) {
            reset = true;
            return;
        }
        meet(tcp, fromFirst);
        Side from = side(fromFirst);
        Side to = side(!fromFirst);
        if (tcp.has(SYN)) {
            from.opens(tcp);
            from.readEcn(tcp);
        }
        int identification = seen.frame().ip().identification();
        from.sent().identified(identification, tcp.payloadLength(), to == null ? 0 : to.segmentSize(tcp));
        Segment segment = new Segment(seen, tcp, from.position(tcp.seq()), to == null ? 0 : to.position(tcp.ack()));
        if (to != null) {
            Step step = new Step(segment, from, to, findings);
            for (TcpRule rule : rules) {
                rule.judge(step);
            }
            claims.later(step);
            takeAck(step);
        }
        take(segment, from);
    }

    /** A SYN reaches the peer otherwise than it was sent: what the copy says is what the peer knows. */
    void synArrived(TcpSegmentRecord tcp, boolean fromFirst) {
        Side side = side(fromFirst);
        if (side != null && side.isFromStart() && side.isn() == tcp.seq()) {
            side.synArrived(tcp.options());
        }
    }

    /** The same segment again on another interface, as a router or a second tap shows it. */
    private boolean isSeenElsewhere(Observed seen, boolean fromFirst) {
        String on = seen.frame().captured().on().name();
        String home = fromFirst ? firstOn : secondOn;
        if (home == null) {
            if (fromFirst) {
                firstOn = on;
            } else {
                secondOn = on;
            }
            return false;
        }
        if (!home.equals(on)) {
            findings.note("tcp: segments seen again on another interface");
            return true;
        }
        return false;
    }

    private boolean isUnplacedSyn(TcpSegmentRecord tcp, boolean fromFirst) {
        Side side = side(fromFirst);
        return tcp.has(SYN) && side != null && !(side.isFromStart() && side.isn() == tcp.seq());
    }

    private void meet(TcpSegmentRecord tcp, boolean fromFirst) {
        if (side(fromFirst) == null) {
            set(fromFirst, tcp.has(SYN) ? Side.opening(findings, tcp.seq(), tcp.options()) : Side.late(findings, tcp.seq()));
        }
        if (side(!fromFirst) == null && tcp.has(ACK)) {
            set(!fromFirst, Side.late(findings, tcp.ack()));
        }
    }

    private void takeAck(Step step) {
        if (!step.has(ACK)) {
            return;
        }
        SentStream acknowledged = step.to().sent();
        if (step.segment().ack() <= acknowledged.sentEnd()) {
            boolean newest = step.isProvablyNewest() || step.segment().ack() > acknowledged.acked();
            acknowledged.acknowledged(step.segment().ack());
            if (step.offeredEdge() >= 0) {
                step.to().offer(step.offeredEdge(), newest);
            }
        }
    }

    private void take(Segment segment, Side from) {
        if (segment.tcp().options().timestamps()) {
            from.timestamp(segment.tcp().options().tsVal());
        }
        if (segment.length() == 0) {
            from.sent().empty(segment.position());
            return;
        }
        from.sent().data(segment);
    }

    /** The connection or the capture is over. */
    void end() {
        for (Side side : new Side[] {first, second}) {
            if (side != null) {
                side.sent().end();
            }
        }
        claims.end();
        findings.flush();
    }
}
