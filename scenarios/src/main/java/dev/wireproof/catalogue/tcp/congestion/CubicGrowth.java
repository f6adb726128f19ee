package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.base.Span;
import dev.wireproof.rig.oracle.CubicOracle;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.function.IntToDoubleFunction;

/** CUBIC between two losses: its curve, Reno's pace on short paths, and what the curve starts from (RFC 9438; facts 9.16). */
public final class CubicGrowth {
    private static final int FIRST = 20;
    private static final int REDUCED = 14;
    private static final int MUCH = 390_000;

    /**
     * The first of 20 segments is lost and repaired, which leaves a window of 14. The acknowledgement that ends the recovery begins the
     * curve, which is looked up a round trip ahead; it is followed by a full window. More data waits than is ever sent.
     */
    private static Flights afterALoss(Ladder it, Span roundTrip) {
        Flights.openWithSack(it, "cubic", FIRST, roundTrip).write(bytes(MUCH));
        Flights f = Flights.of(it).leave(FIRST).lose(roundTrip, FIRST);
        it.info("ESTABLISHED").ssthresh(REDUCED);
        return f.leave(window(it));
    }

    private static int window(Ladder it) {
        return it.info("ESTABLISHED").get().sndCwnd();
    }

    private static void near(Ladder it, String when, double expected) {
        int actual = window(it);
        it.check("window " + actual + " within two segments of " + Math.round(expected * 10) / 10.0 + " " + when, Math.abs(actual - expected) <= 2);
    }

    /** So many round trips, each acknowledged at once and followed by a full window. */
    private static void grow(Ladder it, Flights f, Span roundTrip, int trips, IntToDoubleFunction expected) {
        for (int trip = 1; trip <= trips; trip++) {
            f.answered(roundTrip);
            near(it, "after round trip " + trip, expected.applyAsDouble(trip));
            f.leave(window(it) - 1);
        }
    }

    @Scenario(id = "tcp-congestion/cubic-curve", rfc = {"9438-4.2-a", "9438-4.4-a", "9438-4.6-a"},
            needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = {"kernel:6.18.44", "formula:W(t) = 0.4 (t - K)^3 + Wmax"})
    public void afterALossTheWindowFollowsTheCurveThroughItsMaximum(Ladder it) {
        Span roundTrip = ms(300);
        Flights f = afterALoss(it, roundTrip);
        it.step("concave up to the last maximum of 20 at K = 2.47 s, convex beyond");
        CubicOracle oracle = new CubicOracle(FIRST, REDUCED);
        grow(it, f, roundTrip, 10, trip -> oracle.window(0.3 * (trip + 1)));
        it.info("ESTABLISHED").proves("TCP-11/cubic");
    }

    @Scenario(id = "tcp-congestion/cubic-reno-pace", rfc = "9438-4.3-a", needs = {Capability.VIRTUAL_TIME, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = "formula:alpha = 3 (1 - 0.7) / (1 + 0.7) segments a round trip")
    public void onAShortPathTheWindowGrowsAsRenosWould(Ladder it) {
        Span roundTrip = ms(40);
        Flights f = afterALoss(it, roundTrip);
        CubicOracle oracle = new CubicOracle(FIRST, REDUCED);
        grow(it, f, roundTrip, 12, trip -> oracle.reno(trip + 1));
        it.check("the curve alone would be lower", oracle.window(12 * 0.04) < window(it) - 2);
    }

    @Scenario(id = "tcp-congestion/cubic-fast-convergence", rfc = "9438-4.7-a", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = {"kernel:6.18.44", "formula:Wmax = 0.85 of the window"})
    public void aLossBelowTheLastMaximumLowersThePlateau(Ladder it) {
        Span roundTrip = ms(300);
        Flights f = afterALoss(it, roundTrip);
        int flight = window(it);
        f.lose(roundTrip, flight);
        int reduced = CubicOracle.reduced(flight);
        it.info("ESTABLISHED").ssthresh(reduced);
        f.leave(window(it));
        it.step("the plateau is 0.85 of the window, " + flight + " segments, not the last one of 20");
        CubicOracle oracle = new CubicOracle(CubicOracle.converged(flight), reduced);
        grow(it, f, roundTrip, 6, trip -> Math.max(oracle.window(0.3 * (trip + 1)), oracle.reno(trip + 1)));
    }

    @Scenario(id = "tcp-congestion/cubic-timeout", rfc = "9438-4.8-a", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = {"kernel:6.18.44", "formula:W(t) = 0.4 t^3 + Wmax, at least 5 % a round trip"})
    public void aTimeoutStartsTheCurveAtItsMaximum(Ladder it) {
        Span roundTrip = ms(300);
        Flights.open(it, "cubic", roundTrip).write(bytes(MUCH));
        Flights f = Flights.of(it).leave(10);
        it.out(after(ms(900)), Flights.segment(1).retransmitted());
        it.info("ESTABLISHED").caState(4).cwnd(1).ssthresh(7);
        it.step("slow start up to the threshold");
        f.answeredWholly(roundTrip).leave(7);
        it.info("ESTABLISHED").cwnd(7).ssthresh(7);
        it.step("avoidance: K is 0, so the window rises at once");
        CubicOracle oracle = new CubicOracle(7, 7);
        grow(it, f, roundTrip, 8, trip -> Math.max(oracle.window(0.3 * (trip + 1)), oracle.reno(trip + 1)));
    }

    @Scenario(id = "tcp-congestion/cubic-half-more-at-most", rfc = "9438-4.2-c", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = {"kernel:6.18.44", "formula:a target of at most 1.5 windows"})
    public void aRoundTripAddsHalfAWindowAtMost(Ladder it) {
        Span roundTrip = ms(900);
        Flights.open(it, "cubic", 2, roundTrip).write(bytes(MUCH));
        Flights f = Flights.of(it).leave(2);
        it.out(after(ms(2700)), Flights.segment(1).retransmitted());
        f.answeredWholly(roundTrip);
        it.info("ESTABLISHED").ssthresh(2).cwnd(2);
        it.step("avoidance from a window of 2 on; the curve runs ahead of it");
        int before = 2;
        f.leave(before);
        for (int trip = 1; trip <= 6; trip++) {
            f.answered(roundTrip);
            int after = window(it);
            int most = (before + 1) / 2;
            it.check("from " + before + " to " + after, after - before <= most && (trip < 4 || after - before >= most - 1));
            before = after;
            f.leave(after - 1);
        }
    }

    @Scenario(id = "tcp-congestion/cubic-idle-time", rfc = "9438-4.2-b",
            needs = {Capability.ROUTE_METRICS, Capability.SYSCTLS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void timeWithoutAnythingToSendIsNoTimeOnTheCurve(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_slow_start_after_idle", "0");
        Span roundTrip = ms(300);
        SutSocket s = Flights.openWithSack(it, "cubic", FIRST, roundTrip);
        s.write(bytes(1000 * 55));
        Flights f = Flights.of(it).leave(FIRST).lose(roundTrip, FIRST).leave(16);
        f.answered(roundTrip).leave(16);
        f.leavePushed();
        f.answeredWholly(roundTrip);
        CubicOracle oracle = new CubicOracle(FIRST, REDUCED);
        near(it, "after round trip 2", oracle.window(0.9));
        it.step("five seconds of silence; the curve goes on where it stood");
        it.pass(seconds(5));
        s.write(bytes(MUCH / 2));
        f.leave(window(it));
        grow(it, f, roundTrip, 3, trip -> oracle.window(0.3 * (trip + 3)));
    }

    @Scenario(id = "tcp-congestion/cubic-undo", rfc = "9438-4.9-a", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void aNeedlessReductionIsTakenBack(Ladder it) {
        Span roundTrip = ms(100);
        Flights.openWithSack(it, "cubic", FIRST, roundTrip).write(bytes(MUCH));
        Flights f = Flights.of(it).leave(FIRST).overtaken(roundTrip);
        it.info("ESTABLISHED").caState(3).ssthresh(REDUCED);
        it.step("the first one was late, not lost: a D-SACK tells of the second copy, and slow start goes on from 20");
        f.answeredTwice(roundTrip);
        it.info("ESTABLISHED").caState(0).cwnd(2 * FIRST).ssthresh(0x7FFF_FFFF);
        f.leave(2 * FIRST);
    }
}
