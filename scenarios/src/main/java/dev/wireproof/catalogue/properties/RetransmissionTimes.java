package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.RetransmissionTimerOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** Timeouts after round trips of any length (RFC 6298): samples, Karn's rule, backoff, and the restart by each acknowledgement. */
public final class RetransmissionTimes extends StepProperty<AnswerStep> {
    private static final int PORT = 8080;
    private static final int SEGMENT = 1000;
    private static final int STEPS = 12;
    private static final long MICRO = 1_000;
    /** What whole nanoseconds and microseconds in the host's sums may lose. */
    private static final long TOLERANCE_NANOS = 5 * MICRO;
    private static final Span LEAST_OF_LINUX = ms(200);
    private static final Span LEAST_PRINTED = seconds(1);

    public RetransmissionTimes() {
        super("tcp-timer/retransmissions-come-when-the-rfc-says",
                "the oldest segment goes again exactly when the timeout of RFC 6298 is over since it was sent or another was acknowledged",
                Setting.flag("textbook"), new Setting("handshakeMicros", 1, 900_000, 10_000), new Setting("isn", 0, 0xFFFF_FFFFL, 1000));
    }

    @Override
    protected List<AnswerStep> drawSteps(Rng chance, Case<AnswerStep> settings) {
        List<AnswerStep> steps = new ArrayList<>();
        for (int i = 1 + chance.below(STEPS); i > 0; i--) {
            steps.add(AnswerStep.draw(chance));
        }
        return steps;
    }

    @Override
    protected AnswerStep readStep(String text) {
        return AnswerStep.read(text);
    }

    @Override
    protected List<AnswerStep> simplerStep(AnswerStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<AnswerStep> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        return Trial.ofLadder(new RunSetup(1, profile), it -> new Run(it, one).judge()).watched();
    }

    /** One connection; the oracle beside it. */
    private static final class Run {
        private final Ladder it;
        private final Case<AnswerStep> one;
        private final SutSocket conn;
        private final RetransmissionTimerOracle oracle;
        private int sent;
        private int acknowledged;
        private long now;

        Run(Ladder it, Case<AnswerStep> one) {
            this.it = it;
            this.one = one;
            it.sut().nextIsn((int) one.get("isn"));
            it.ports(PORT, 40_000);
            SutSocket listener = it.sut().socket(STREAM).bind(PORT).listen(1);
            it.in(now(), syn(0).mss(SEGMENT));
            it.out(now(), synAck(0, 1));
            it.in(after(us(one.get("handshakeMicros"))), ack(1, 1));
            conn = listener.accept();
            now = one.get("handshakeMicros") * MICRO;
            Span least = one.is("textbook") ? LEAST_PRINTED : LEAST_OF_LINUX;
            oracle = new RetransmissionTimerOracle(!one.is("textbook"), least.nanos(), now);
        }

        void judge() {
            one.steps().forEach(this::exchange);
            it.in(now(), rst(1));
        }

        private void exchange(AnswerStep s) {
            it.step(s.toString());
            // After a timeout the congestion window holds fewer.
            int segments = Math.min(s.micros().size(), conn.info().sndCwnd());
            conn.write(bytes(SEGMENT * sent + 1, SEGMENT * (sent + segments) + 1));
            List<Again> fresh = new ArrayList<>();
            for (int n = sent + 1; n <= sent + segments; n++) {
                fresh.add(new Again(n, now));
            }
            sent += segments;
            oracle.sends(segments, now);
            compare("segments of a write", fresh);
            for (int i = 0; acknowledged < sent; i++) {
                boolean timedOut = await(now + s.micros().get(i) * MICRO);
                acknowledged = timedOut ? sent : acknowledged + 1;
                it.in(now(), ack(1, 1 + acknowledged * SEGMENT));
                oracle.acknowledges(acknowledged, now);
                compare("segments that an ACK of segment " + acknowledged + " releases", List.of());
            }
        }

        /** Lets time pass to an acknowledgement; true when the timer ran out before. */
        private boolean await(long untilNanos) {
            List<Again> expected = new ArrayList<>();
            while (oracle.dueNanos() <= untilNanos + TOLERANCE_NANOS) {
                long due = oracle.dueNanos();
                expected.add(new Again(oracle.timeout(), due));
            }
            // An acknowledgement in the instant of a timeout would be a matter of taste.
            long last = expected.isEmpty() ? 0 : expected.get(expected.size() - 1).atNanos + TOLERANCE_NANOS;
            long until = Math.max(untilNanos, last);
            it.pass(Span.ns(until - now));
            now = until;
            compare("segments sent again before the next ACK", expected);
            return !expected.isEmpty();
        }

        private void compare(String what, List<Again> expected) {
            List<Again> seen = new ArrayList<>();
            for (ObservedFrame f : it.taken()) {
                TcpView tcp = Frames.tcp(f.octets());
                seen.add(new Again((tcp.seq() - (int) one.get("isn") - 1) / SEGMENT + 1, f.nanos()));
            }
            boolean same = seen.size() == expected.size();
            for (int i = 0; same && i < seen.size(); i++) {
                same = seen.get(i).isNear(expected.get(i));
            }
            if (!same) {
                it.equal(what, expected.toString(), seen.toString());
            }
        }
    }

    /** A segment and when it left. */
    private record Again(int segment, long atNanos) {
        boolean isNear(Again other) {
            return segment == other.segment && Math.abs(atNanos - other.atNanos) <= TOLERANCE_NANOS;
        }

        @Override
        public String toString() {
            return segment + " at " + Span.ns(atNanos);
        }
    }
}
