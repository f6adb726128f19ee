package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** HyStart: slow start ends before it overruns the path (facts 9.16). */
public final class EndOfSlowStart {
    private static final int INFINITE = 0x7FFF_FFFF;

    @Scenario(id = "tcp-congestion/hystart-delay", rfc = "9438-4.10-a",
            needs = {Capability.ROUTE_METRICS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = "kernel:6.18.44")
    public void slowStartEndsWhenARoundOfSamplesIsLate(Ladder it) {
        Flights.open(it, "cubic", ms(40)).write(bytes(60_000));
        Flights f = Flights.of(it).leave(10).acked(after(ms(40)), 10).leave(20);
        it.step("a round whose round trips are 8 ms longer than the least of 40 ms, one acknowledgement each 3 ms");
        for (int n = 1; n <= 8; n++) {
            f.acked(after(ms(n == 1 ? 48 : 3)), 10 + n).leave(2);
        }
        it.info("ESTABLISHED").cwnd(28).ssthresh(INFINITE);
        f.acked(after(ms(3)), 19).leave(1);
        it.info("ESTABLISHED").cwnd(28).ssthresh(28);
        it.equal("times slow start ended for delay", 1L, it.sut().counter("TcpExt.TCPHystartDelayDetect"));
        it.equal("the window then", 28L, it.sut().counter("TcpExt.TCPHystartDelayCwnd"));
    }

    @Scenario(id = "tcp-congestion/hystart-train",
            needs = {Capability.VIRTUAL_TIME, Capability.ROUTE_METRICS, Capability.TCP_INFO, Capability.COUNTERS},
            confirmedBy = {"formula:a train longer than half of 20 ms and of the cushion of 1 ms"})
    public void slowStartEndsWhenATrainOfAcknowledgementsIsLong(Ladder it) {
        Flights.open(it, "cubic", ms(20)).write(bytes(60_000));
        Flights f = Flights.of(it).leave(10).acked(after(ms(20)), 10).leave(20);
        it.step("one acknowledgement each millisecond: the train lasts longer than half a round trip");
        for (int n = 1; n <= 11; n++) {
            f.acked(after(ms(n == 1 ? 20 : 1)), 10 + n).leave(2);
        }
        it.info("ESTABLISHED").cwnd(31).ssthresh(INFINITE);
        f.acked(after(ms(1)), 22).leave(1);
        it.info("ESTABLISHED").cwnd(31).ssthresh(31);
        it.equal("times slow start ended for a train", 1L, it.sut().counter("TcpExt.TCPHystartTrainDetect"));
        it.equal("the window then", 31L, it.sut().counter("TcpExt.TCPHystartTrainCwnd"));
    }
}
