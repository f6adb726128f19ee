package dev.wireproof.catalogue.tcp.ecn;

import static dev.wireproof.catalogue.tcp.ecn.EcnOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The sender that hears of a mark: one reduction a window, told by CWR (RFC 3168 section 6.1.2). */
public class CongestionEchoed {
    private static final int CWR_STATE = 2;

    private static void flight(Ladder it, int from, int to) {
        for (int at = from; at < to; at += 1000) {
            it.out(now(), segment(at, at + 1000).ack(1).tos(ECT0));
        }
    }

    @Scenario(id = "tcp-ecn/one-reduction", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            rfc = {"3168-5-a", "3168-6.1.2-b", "3168-6.1.2-c", "3168-6.1.2-e"},
            confirmedBy = "kernel:6.18.44")
    public void anEchoReducesTheWindowOnceAndCwrTellsIt(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.option("TCP_CONGESTION", "reno").option("TCP_NODELAY", 1);
        for (int i = 0; i < 10; i++) {
            conn.write(bytes(i * 1000, i * 1000 + 1000));
            it.out(now(), data(i * 1000 + 1, i * 1000 + 1001).psh().ack(1).tos(ECT0));
        }
        it.in(after(ms(10)), ack(1, 1001).ece());
        it.info(conn).caState(CWR_STATE).ssthresh(5).proves("TCP-13/one-reduction");
        it.in(after(ms(1)), ack(1, 2001).ece());
        it.info(conn).caState(CWR_STATE).ssthresh(5).proves("TCP-13/one-reduction");
        it.in(after(ms(1)), ack(1, 5001).ece());
        it.info(conn).caState(CWR_STATE).ssthresh(5);
        it.step("new data says CWR once");
        conn.write(bytes(10_000, 11_000));
        it.out(now(), data(10_001, 11_001).psh().ack(1).cwr().tos(ECT0)).proves("TCP-13/cwr-sent");
        it.in(after(ms(1)), ack(1, 10_001));
        it.info(conn).caState(CWR_STATE).ssthresh(5);
        it.step("beyond the window of the first echo the reduction is complete");
        it.in(after(ms(1)), ack(1, 11_001));
        it.info(conn).caState(0).cwnd(5).ssthresh(5);
        conn.write(bytes(11_000, 12_000));
        it.out(now(), data(11_001, 12_001).psh().ack(1).tos(ECT0));
        it.step("and the next echo reduces again");
        it.in(after(ms(10)), ack(1, 12_001).ece());
        it.info(conn).caState(CWR_STATE).ssthresh(2).proves("TCP-13/one-reduction");
    }

    @Scenario(id = "tcp-ecn/repetition-is-not-ect", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.5-a", "3168-6.1.2-e"},
            confirmedBy = {"rfc:3168-6.1.5-a", "kernel:6.18.44"})
    public void whatIsSentAgainIsNotEctAndSaysNoCwr(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1).tos(ECT0));
        it.out(between(ms(200), ms(230)), data(1, 1001).psh().ack(1).retransmitted().tos(NOT_ECT)).proves("TCP-13/ect-on-data");
        it.in(after(ms(1)), ack(1, 1001));
        it.step("the timeout was a reduction, which new data tells");
        conn.write(bytes(1000, 2000));
        it.out(now(), data(1001, 2001).psh().ack(1).cwr().tos(ECT0)).proves("TCP-13/cwr-sent");
    }

    @Scenario(id = "tcp-ecn/loss-and-cwr", needs = Capability.SYSCTLS,
            rfc = {"3168-6.1.5-a", "3168-6.1.2-e"},
            confirmedBy = "kernel:6.18.44")
    public void afterAFastRetransmitNewDataSaysCwr(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.option("TCP_NODELAY", 1);
        for (int i = 0; i < 5; i++) {
            conn.write(bytes(i * 1000, i * 1000 + 1000));
            it.out(now(), data(i * 1000 + 1, i * 1000 + 1001).psh().ack(1).tos(ECT0));
        }
        it.in(after(ms(10)), ack(1, 1));
        it.in(now(), ack(1, 1));
        it.in(now(), ack(1, 1));
        it.out(now(), data(1, 1001).psh().ack(1).retransmitted().tos(NOT_ECT));
        it.in(after(ms(10)), ack(1, 5001));
        conn.write(bytes(5000, 6000));
        it.out(now(), data(5001, 6001).psh().ack(1).cwr().tos(ECT0)).proves("TCP-13/cwr-sent");
    }

    @Scenario(id = "tcp-ecn/probe", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.6-a",
            confirmedBy = {"rfc:3168-6.1.6-a", "kernel:6.18.44"})
    public void aWindowProbeHasNeitherEctNorCwr(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1).tos(ECT0));
        it.in(after(ms(10)), ack(1, 1001).ece().win(0));
        conn.write(bytes(1000, 2000));
        it.out(between(ms(200), ms(230)), ack(1000, 1).tos(NOT_ECT));
        it.in(after(ms(1)), ack(1, 1001).win(65_535));
        it.out(now(), data(1001, 2001).psh().ack(1).cwr().tos(ECT0));
    }
}
