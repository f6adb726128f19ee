package dev.wireproof.catalogue.tcp.timer;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Span;
import dev.wireproof.rig.oracle.RttOracle;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.math.BigDecimal;

/** The retransmission timeout that round-trip times give. */
public class TimeoutFromSamples {
    private static final long LINUX_FLOOR_MICROS = 200_000;
    private static final long ONE_SECOND_MICROS = 1_000_000;

    private static SutSocket connection(Ladder it, Span roundTrip) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(roundTrip), ack(1, 1));
        return listener.accept();
    }

    /** Ten octets that the peer acknowledges after this round trip; {@code n} counts from 0. */
    private static void sample(Ladder it, SutSocket conn, int n, Span roundTrip) {
        int from = 1 + 10 * n;
        conn.write(bytes(from, from + 10));
        it.out(now(), data(from, from + 10).psh().ack(1));
        it.in(after(roundTrip), ack(1, from + 10));
    }

    @Scenario(id = "tcp-timer/first-sample", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-2.2", "6298-5.1", "6298-5.4", "6298-5", "9293-3.10.8-b", "9293-MUST-18"},
            confirmedBy = {"rfc:6298-2.2", "formula:SRTT + max(2 R, 200 ms) (facts 9.12, appendix I row 1)", "kernel:6.18.44"})
    public void aRoundTripOf100MillisecondsGivesATimeoutOf300(Ladder it) {
        SutSocket conn = connection(it, ms(100));
        it.info(conn).rtt(ms(100)).rto(ms(300)).proves("TCP-10/first-sample");
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1));
        it.quiet(ms(299));
        it.out(after(ms(1)), data(1, 1001).psh().ack(1).retransmitted()).proves("TCP-10/rto-fires", "TCP-10/first-sample");
        it.in(after(ms(100)), ack(1, 1001));
        it.quiet(seconds(5));
    }

    @Scenario(id = "tcp-timer/least-timeout", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-2.2", "6298-4"},
            confirmedBy = "formula:SRTT + 200 ms (facts 9.12, appendix I second table)")
    public void linuxKeepsItsVarianceTermAt200Milliseconds(Ladder it) {
        SutSocket conn = connection(it, ms(1));
        it.info(conn).rtt(ms(1)).rto(ms(201)).proves("TCP-10/minimum");
        sample(it, conn, 0, ms(1));
        sample(it, conn, 1, ms(1));
        it.info(conn).rtt(ms(1)).rto(ms(201)).proves("TCP-10/minimum", "TCP-10/later-samples");
        conn.write(bytes(21, 31));
        it.out(now(), data(21, 31).psh().ack(1));
        it.out(after(ms(201)), data(21, 31).psh().ack(1).retransmitted()).proves("TCP-10/minimum");
        it.in(after(ms(1)), ack(1, 31));
    }

    @Scenario(id = "tcp-timer/later-samples-linux", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-2.3a", "6298-3b", "9293-MUST-18"},
            confirmedBy = "formula:tcp_rtt_estimator as in facts 9.12 (rig.oracle.RttOracle)")
    public void laterSamplesMoveLinuxsEstimator(Ladder it) {
        SutSocket conn = connection(it, ms(100));
        RttOracle.Linux oracle = new RttOracle.Linux(LINUX_FLOOR_MICROS);
        oracle.sample(100_000, true);
        int[] roundTrips = {100, 100, 250, 250, 100, 100, 50, 1, 1};
        for (int n = 0; n < roundTrips.length; n++) {
            sample(it, conn, n, ms(roundTrips[n]));
            oracle.sample(roundTrips[n] * 1000L, true);
            it.info(conn).rtt(us(oracle.srtt8() / 8)).rto(us(oracle.rto())).proves("TCP-10/later-samples");
        }
        conn.write(bytes(91, 101));
        it.out(now(), data(91, 101).psh().ack(1));
        it.out(after(us(oracle.rto())), data(91, 101).psh().ack(1).retransmitted()).proves("TCP-10/later-samples");
        it.in(after(ms(1)), ack(1, 101));
    }

    @Scenario(id = "tcp-timer/later-samples-rfc-6298", profile = "textbook", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-2.2", "6298-2.3a", "6298-2.3b", "6298-3b"},
            confirmedBy = {"example:RFC 6298, samples 500 600 400", "rfc:6298-2.3a"})
    public void laterSamplesFollowRfc6298(Ladder it) {
        SutSocket conn = connection(it, ms(500));
        it.info(conn).rto(ms(1500)).proves("TCP-10/first-sample");
        sample(it, conn, 0, ms(600));
        it.info(conn).rto(us(1_362_500)).proves("TCP-10/later-samples");
        sample(it, conn, 1, ms(400));
        RttOracle.Rfc6298 oracle = new RttOracle.Rfc6298();
        for (int r : new int[] {500_000, 600_000, 400_000, 1_200_000, 500_000}) {
            oracle.sample(r);
        }
        sample(it, conn, 2, ms(1200));
        sample(it, conn, 3, ms(500));
        long rtoMicros = oracle.rto(ONE_SECOND_MICROS, ONE_SECOND_MICROS).longValue();
        it.check("RTO is " + rtoMicros + " us", Math.abs(conn.info().rtoMicros() - rtoMicros) <= 1).proves("TCP-10/later-samples");
        conn.write(bytes(41, 51));
        it.out(now(), data(41, 51).psh().ack(1));
        it.out(between(us(rtoMicros - 1), us(rtoMicros + 1)), data(41, 51).psh().ack(1).retransmitted())
                .proves("TCP-10/later-samples", "TCP-10/rto-fires");
        it.in(after(ms(500)), ack(1, 51));
    }

    @Scenario(id = "tcp-timer/least-timeout-rfc-6298", profile = "textbook", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-2.4", "6298-2.3a"},
            confirmedBy = {"example:RFC 6298, second series 100 200 100 50", "rfc:6298-2.4"})
    public void theRfcRaisesTheTimeoutToASecond(Ladder it) {
        SutSocket conn = connection(it, ms(100));
        int[] roundTrips = {200, 100, 50};
        for (int n = 0; n < roundTrips.length; n++) {
            sample(it, conn, n, ms(roundTrips[n]));
            it.info(conn).rto(seconds(1)).proves("TCP-10/minimum");
        }
        it.equal("SRTT", new BigDecimal("103320").longValue(), conn.info().rttMicros()).proves("TCP-10/later-samples");
        conn.write(bytes(31, 41));
        it.out(now(), data(31, 41).psh().ack(1));
        it.out(after(seconds(1)), data(31, 41).psh().ack(1).retransmitted()).proves("TCP-10/minimum");
        it.in(after(ms(100)), ack(1, 41));
    }

    @Scenario(id = "tcp-timer/no-sample-from-the-handshake", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = {"6298-5.7", "6298-3a"},
            confirmedBy = {"rfc:6298-5.7", "formula:3 s (facts 9.12)"})
    public void aRepeatedSynAckLeavesATimeoutOf3Seconds(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.out(after(seconds(1)), synAck(0, 1).retransmitted()).proves("TCP-10/initial-rto");
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept();
        it.info(conn).rto(seconds(3)).proves("TCP-10/fallback");
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.out(after(seconds(3)), data(1, 11).psh().ack(1).retransmitted()).proves("TCP-10/fallback");
        it.in(after(ms(10)), ack(1, 11));
    }

    @Scenario(id = "tcp-timer/timeout-on-a-short-path",
            rfc = {"6298-5", "6298-5.4", "9293-3.10.8-b"},
            confirmedBy = {"kernel:6.18.44", "rfc:6298-5.4"})
    public void theFirstTimeoutsOnAShortPath(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(2500));
        it.out(now(), data(1, 1001).ack(1));
        it.out(now(), data(1001, 2001).ack(1));
        it.out(now(), data(2001, 2501).psh().ack(1));
        it.step("only the earliest segment is sent again");
        it.out(between(ms(205), ms(235)), data(1, 1001).ack(1).retransmitted()).proves("TCP-10/rto-fires", "TCP-20/kept-until-acked");
        it.out(between(ms(400), ms(470)), data(1, 1001).ack(1).retransmitted()).proves("TCP-10/backoff");
        it.in(after(ms(10)), ack(1, 2501));
        it.quiet(seconds(1)).proves("TCP-20/kept-until-acked");
    }
}
