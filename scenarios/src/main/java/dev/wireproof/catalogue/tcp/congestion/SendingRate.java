package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.us;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The rate that sending aims at, segments spread by it, and the rate at which they get through (facts 9.10, 9.21). */
public final class SendingRate {
    @Scenario(id = "tcp-congestion/pacing-rate", needs = {Capability.VIRTUAL_TIME, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = "formula:window x MSS / round trip x 200 % in slow start, 120 % near its end")
    public void theRateIsTwiceTheWindowARoundTripInSlowStart(Ladder it) {
        SutSocket s = Flights.openWithSack(it, "reno", 20, ms(100));
        it.info("ESTABLISHED").pacingRate(400_000).minRtt(ms(100));
        s.write(bytes(300_000));
        Flights f = Flights.of(it).leave(20).lose(ms(100), 20);
        it.step("after a loss the window is 10, the threshold too");
        it.info("ESTABLISHED").cwnd(11).ssthresh(10).pacingRate(132_000);
        f.leave(11);
    }

    @Scenario(id = "tcp-congestion/max-pacing-rate", needs = {Capability.VIRTUAL_TIME, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = "formula:1000 octets / 100 kB/s = 10 ms")
    public void aWishedRateSpreadsWhatFollowsTheFirstTenSegments(Ladder it) {
        SutSocket s = Flights.openWithSack(it, "cubic", 20, ms(100)).option("SO_MAX_PACING_RATE", 100_000);
        s.write(bytes(300_000));
        Flights f = Flights.of(it).leave(10);
        for (int n = 11; n <= 16; n++) {
            f.leave(after(ms(10)), 1);
        }
        it.info("ESTABLISHED").pacingRate(100_000);
        f.leave(after(ms(10)), 1).leave(after(ms(10)), 1).leave(after(ms(10)), 1);
        f.acked(after(us(500)), 10);
        f.leave(after(us(9_500)), 1);
    }

    @Scenario(id = "tcp-congestion/delivery-rate", needs = {Capability.VIRTUAL_TIME, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            confirmedBy = "formula:segments delivered x MSS / the longer of the times of sending and of acknowledging")
    public void theDeliveryRateIsWhatGotThroughOverTheTimeItTook(Ladder it) {
        SutSocket s = Flights.openWithSack(it, "cubic", 10, ms(100));
        it.info("ESTABLISHED").deliveryRate(0);
        s.write(bytes(60_000));
        Flights f = Flights.of(it).leave(10);
        it.step("ten segments in 100 ms");
        f.acked(after(ms(100)), 10).leave(20);
        it.info("ESTABLISHED").deliveryRate(100_000);
        it.step("twenty segments in 150 ms, of which the last ten come back 50 ms later than the first ten");
        f.acked(after(ms(100)), 20).leave(20);
        it.info("ESTABLISHED").deliveryRate(100_000);
        f.acked(after(ms(50)), 30).leave(9);
        f.leavePushed();
        it.info("ESTABLISHED").deliveryRate(133_333);
    }
}
