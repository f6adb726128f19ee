package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** A window grows only while it is in use, and shrinks when it is not for long (facts 9.11). */
public final class WindowInUse {
    @Scenario(id = "tcp-congestion/unused-window", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void aWindowOfWhichHalfIsUsedDoesNotGrow(Ladder it) {
        SutSocket s = Flights.open(it, "cubic", ms(50));
        Flights f = Flights.of(it);
        for (int round = 1; round <= 3; round++) {
            s.write(bytes(5000));
            f.leave(4);
            f.leavePushed();
            f.answeredWholly(ms(50));
            it.info("ESTABLISHED").cwnd(10).proves("TCP-11/window-validation");
        }
        it.step("six of ten segments out count as use, while the window is below the threshold");
        s.write(bytes(6000));
        f.leave(5);
        f.leavePushed();
        f.answeredWholly(ms(50));
        it.info("ESTABLISHED").cwnd(16);
    }

    @Scenario(id = "tcp-congestion/restart-window", rfc = {"5681-3.1-c", "5681-4.1-a"},
            needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void aWindowThatBeganWithOneSegmentRestartsWithTen(Ladder it) {
        it.sut().routeMetrics("congctl reno");
        SutSocket listener = Opening.listener(it, "SO_SNDBUF", 400_000);
        it.in(now(), syn(0).mss(1000).wscale(4));
        it.out(now(), synAck(0, 1));
        it.out(after(ms(1000)), synAck(0, 1).retransmitted());
        it.out(after(ms(2000)), synAck(0, 1).retransmitted());
        it.in(after(ms(50)), ack(1, 1).win(65_000));
        SutSocket s = listener.accept();
        it.info(s).cwnd(1);
        s.write(bytes(31_000));
        Flights f = Flights.of(it).leave(1);
        for (int window = 2; window <= 8; window *= 2) {
            f.answeredWholly(ms(50)).leave(window);
        }
        f.answeredWholly(ms(50)).leave(15);
        f.leavePushed();
        f.answeredWholly(ms(50));
        it.info(s).cwnd(32);
        it.step("after five seconds of silence");
        it.pass(ms(5000));
        s.write(bytes(12_000));
        f.leave(10);
        it.info(s).cwnd(10);
    }

    @Scenario(id = "tcp-congestion/shrinking-window", needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO}, confirmedBy = "kernel:6.18.44")
    public void aWindowThatIsNotUsedForATimeoutShrinksTowardsWhatIs(Ladder it) {
        SutSocket s = Flights.open(it, "cubic", ms(50));
        s.write(bytes(30_000));
        Flights f = Flights.of(it).leave(10);
        f.answeredWholly(ms(50)).leave(19);
        f.leavePushed();
        f.answeredWholly(ms(50));
        it.info("ESTABLISHED").cwnd(40);
        it.step("little is sent for longer than a timeout of 250 ms, and nothing is acknowledged");
        for (int pause : new int[] {40, 100}) {
            it.pass(ms(pause));
            s.write(bytes(2000));
            f.leave(1);
            f.leavePushed();
            it.info("ESTABLISHED").cwnd(40);
        }
        it.pass(ms(125));
        s.write(bytes(2000));
        f.leave(1);
        f.leavePushed();
        it.info("ESTABLISHED").cwnd(25).ssthresh(0x7FFF_FFFF);
    }
}
