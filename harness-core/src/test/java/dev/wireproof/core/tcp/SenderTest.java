package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.tcp.recovery.CaState;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sending, windows, probes, timeouts and Linux's recovery without SACK, by segments. */
class SenderTest {
    private final Bench b = new Bench();

    private List<Double> secondsOfTransmissions() {
        return b.out().stream().map(o -> o.nanos() / 1e9).toList();
    }

    @Test
    void aWriteIsCutIntoSegmentsAndTheLastOneIsPushed() {
        TcpSock s = b.connected();
        Bench.write(s, 2500);
        b.expect("A 1:1001 ack 1", "A 1001:2001 ack 1", "PA 2001:2501 ack 1");
    }

    @Test
    void nagleHoldsASecondSmallSegmentUntilTheFirstIsAcknowledged() {
        TcpSock s = b.connected();
        Bench.write(s, 100);
        b.expect("PA 1:101 ack 1");
        Bench.write(s, 100);
        Bench.write(s, 100);
        b.expect();
        b.in("A", 1, 101);
        b.expect("PA 101:301 ack 1");
    }

    @Test
    void withoutNagleEachWriteIsASegment() {
        TcpSock s = b.connected();
        s.setOption(Option.TCP_NODELAY, 1);
        Bench.write(s, 100);
        Bench.write(s, 100);
        b.expect("PA 1:101 ack 1", "PA 101:201 ack 1");
    }

    @Test
    void aCorkHoldsUntilItIsTakenOff() {
        TcpSock s = b.connected();
        s.setOption(Option.TCP_CORK, 1);
        Bench.write(s, 300);
        Bench.write(s, 900);
        b.expect("A 1:1001 ack 1");
        s.setOption(Option.TCP_CORK, 0);
        b.expect("PA 1001:1201 ack 1");
    }

    @Test
    void whatACorkHoldsLeavesAfter200Milliseconds() {
        TcpSock s = b.connected();
        s.setOption(Option.TCP_CORK, 1);
        Bench.write(s, 300);
        b.pass(199);
        b.expect();
        b.pass(1);
        b.expect("PA 1:301 ack 1");
    }

    @Test
    void moreToComeHoldsAPartialSegment() {
        TcpSock s = b.connected();
        s.send(new byte[300], 0, 300, Sock.MSG_MORE, null, Host.NOW);
        b.expect();
        Bench.write(s, 100);
        b.expect("PA 1:401 ack 1");
    }

    @Test
    void theFirstFlightIsTenSegmentsAndEachAcknowledgementAddsOne() {
        TcpSock s = b.connected();
        Bench.write(s, 30_000);
        assertEquals(10, b.out().size());
        b.in("A", 1, 1001);
        b.expect("A 10001:11001 ack 1", "A 11001:12001 ack 1");
        assertEquals(11, s.info().sndCwnd());
    }

    @Test
    void nothingIsSentBeyondThePeersWindow() {
        TcpSock s = b.connected(0, a -> a.mss(1000).win(2500));
        Bench.write(s, 5000);
        // More than half of the largest window since the last push: pushed too.
        b.expect("A 1:1001 ack 1", "PA 1001:2001 ack 1");
        b.in(b.seg("A", 1, 2001).win(0));
        b.expect();
        b.in(b.seg("A", 1, 2001).win(3000));
        b.expect("A 2001:3001 ack 1", "PA 3001:4001 ack 1", "PA 4001:5001 ack 1");
    }

    @Test
    void aWindowDrawnBackStopsNewDataAndIsNoTrouble() {
        TcpSock s = b.connected(0, a -> a.mss(1000).win(5000));
        Bench.write(s, 9000);
        assertEquals(5, b.out().size());
        b.in(b.seg("A", 1, 1001).win(1000));
        b.expect();
        b.in(b.seg("A", 1, 5001).win(2000));
        b.expect("PA 5001:6001 ack 1", "A 6001:7001 ack 1");
        assertEquals(TcpState.ESTABLISHED, s.state());
    }

    @Test
    void aClosedWindowIsProbedWithDoublingIntervalsAsLongAsThePeerAnswers() {
        TcpSock s = b.connected(0, a -> a.mss(1000).win(0));
        Bench.write(s, 2000);
        List<Double> probes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            b.loop.runUntil(b.loop.nextEventNanos());
            Out o = b.out().get(0);
            assertEquals("A 0 ack 1", b.text(o));
            probes.add(o.nanos() / 1e9);
            b.in(b.seg("A", 1, 1).win(0));
            b.expect();
        }
        assertEquals(List.of(0.2, 0.6, 1.4, 3.0, 6.2, 12.6, 25.4, 51.0, 102.2, 204.6, 324.6, 444.6), probes);
        assertEquals(0, s.info().probes());
        assertEquals(11, s.info().backoff() - 1);
        assertEquals(200_000, s.info().rtoMicros());
        b.in(b.seg("A", 1, 1).win(5000));
        b.expect("PA 1:1001 ack 1", "PA 1001:2001 ack 1");
        assertEquals(0, s.info().backoff());
    }

    @Test
    void aWindowSmallerThanTheSegmentIsFilledByTheProbe() {
        TcpSock s = b.connected(0, a -> a.mss(1000).win(4000));
        b.in(b.seg("A", 1, 1).win(0));
        Bench.write(s, 1000);
        b.expect();
        b.in(b.seg("A", 1, 1).win(300));
        b.expect();
        b.pass(1000);
        b.expect("PA 1:301 ack 1", "PA 1:301 ack 1", "PA 1:301 ack 1");
    }

    @Test
    void silenceIsAnsweredWithDoublingTimeoutsAndGivenUpAfter924Seconds() {
        b.host.sysctl("tcp_congestion_control", "reno");
        TcpSock s = b.connected();
        Bench.write(s, 1000);
        b.pass(400_000);
        assertEquals(List.of(0.0, 0.2, 0.6, 1.4, 3.0, 6.2, 12.6, 25.4, 51.0, 102.2, 204.6, 324.6), secondsOfTransmissions());
        assertEquals(CaState.LOSS, s.info().caState());
        assertEquals(1, s.info().sndCwnd());
        assertEquals(5, s.info().sndSsthresh());
        b.pass(700_000);
        assertEquals(TcpState.CLOSED, s.state());
        Host.fails(Errno.ETIMEDOUT, () -> Bench.read(s, 1));
        assertEquals(1, b.host.counted(Counter.TCPEXT_ABORT_ON_TIMEOUT));
    }

    @Test
    void theTimeoutStartsAnewWithEachAcknowledgementOfNewData() {
        TcpSock s = b.connected(100, a -> a.mss(1000));
        assertEquals(300_000, s.info().rtoMicros());
        Bench.write(s, 2000);
        b.expect("A 1:1001 ack 1", "PA 1001:2001 ack 1");
        b.pass(290);
        b.in("A", 1, 1001);
        b.pass(290);
        b.expect();
    }

    @Test
    void noSampleIsTakenFromWhatWasSentTwice() {
        TcpSock s = b.connected(100, a -> a.mss(1000));
        Bench.write(s, 1000);
        b.pass(301);
        b.expect("PA 1:1001 ack 1", "PA 1:1001 ack 1");
        assertEquals(600_000, s.info().rtoMicros());
        b.in("A", 1, 1001);
        assertEquals(600_000, s.info().rtoMicros());
        assertEquals(100_000, s.info().rttMicros());
        Bench.write(s, 1000);
        b.pass(100);
        b.in("A", 1, 2001);
        assertEquals(300_000, s.info().rtoMicros());
    }

    /** As the kernel was seen to do it: 40 segments written, one lost, an acknowledgement a segment. */
    @Test
    void oneLossIsRepairedAsLinuxDoes() {
        b.host.sysctl("tcp_congestion_control", "reno");
        TcpSock s = b.accepted(syn -> syn.mss(1000));
        Bench.write(s, 40_000);
        assertEquals(10, b.out().size());
        b.in("A", 1, 1);
        b.expect("A 10001:11001 ack 1");
        b.in("A", 1, 1);
        b.expect("A 11001:12001 ack 1");
        assertEquals(CaState.DISORDER, s.info().caState());
        b.in("A", 1, 1);
        b.expect("A 1:1001 ack 1");
        assertEquals(CaState.RECOVERY, s.info().caState());
        assertEquals(5, s.info().sndSsthresh());
        List<Integer> windows = new ArrayList<>(List.of(s.info().sndCwnd()));
        List<Integer> sent = new ArrayList<>();
        for (int dup = 4; dup <= 11; dup++) {
            b.in("A", 1, 1);
            sent.add(b.out().size());
            windows.add(s.info().sndCwnd());
        }
        assertEquals(List.of(0, 1, 0, 1, 0, 0, 1, 1), sent);
        assertEquals(List.of(9, 8, 8, 7, 7, 6, 5, 5, 5), windows);
        b.in("A", 1, 12_001);
        assertEquals(CaState.RECOVERY, s.info().caState());
        assertEquals(1, b.out().size());
        b.in("A", 1, 13_001);
        assertEquals(CaState.OPEN, s.info().caState());
        assertEquals(5, s.info().sndCwnd());
    }

    @Test
    void aPartialAcknowledgementRepairsTheNextHoleAtOnce() {
        TcpSock s = b.connected(20, a -> a.mss(1000).win(65_535));
        Bench.write(s, 40_000);
        b.out();
        for (int dup = 1; dup <= 10; dup++) {
            b.in("A", 1, 1);
        }
        b.out();
        b.in("A", 1, 3001);
        assertEquals("A 3001:4001 ack 1", b.text(b.out().get(0)));
        assertEquals(CaState.RECOVERY, s.info().caState());
    }

    @Test
    void twoDuplicatesAreMereReordering() {
        TcpSock s = b.connected();
        Bench.write(s, 5000);
        b.out();
        b.in("A", 1, 1);
        b.in("A", 1, 1);
        b.expect();
        b.in("A", 1, 5001);
        assertEquals(CaState.OPEN, s.info().caState());
        assertEquals(0, s.info().totalRetrans());
    }

    @Test
    void afterATimeoutTheFirstNewAcknowledgementSendsNewDataToTestIt() {
        TcpSock s = b.connected();
        Bench.write(s, 20_000);
        b.out();
        b.pass(200);
        b.expect("A 1:1001 ack 1");
        b.in("A", 1, 1001);
        b.expect("A 10001:11001 ack 1", "A 11001:12001 ack 1");
        b.in("A", 1, 2001);
        assertEquals(CaState.OPEN, s.info().caState());
        assertEquals(11, s.info().sndCwnd());
    }

    @Test
    void afterATimeoutADuplicateMeansThatItWasReal() {
        TcpSock s = b.connected();
        Bench.write(s, 20_000);
        b.out();
        b.pass(200);
        b.out();
        b.in("A", 1, 1001);
        b.out();
        b.in("A", 1, 1001);
        assertEquals(CaState.LOSS, s.info().caState());
        assertEquals("A 1001:2001 ack 1", b.text(b.out().get(0)));
    }

    @Test
    void writersFindNoRoomWhenTheBufferIsFullAndAreToldLater() {
        TcpSock s = b.connected(0, a -> a.mss(1000).win(3000));
        int total = 0;
        int taken;
        do {
            taken = writeSome(s);
            total += taken;
        } while (taken > 0);
        assertEquals(true, total > 10_000);
        Host.fails(Errno.EAGAIN, () -> Bench.write(s, 1000));
        assertEquals(0, s.poll() & Ready.OUT);
        b.out();
        for (int acked = 3001; acked <= total; acked += 3000) {
            b.in(b.seg("A", 1, acked).win(3000));
        }
        assertEquals(Ready.OUT, s.poll() & Ready.OUT);
    }

    private static int writeSome(TcpSock s) {
        try {
            return Bench.write(s, 5000);
        } catch (ErrnoException e) {
            assertEquals(Errno.EAGAIN, e.errno());
            return 0;
        }
    }

    @Test
    void fragmentationNeededShrinksSegmentsAndSendsThemAgain() {
        TcpSock s = b.connected(0, a -> a.mss(1460));
        Bench.write(s, 2920);
        List<Out> sent = b.out();
        assertEquals(2, sent.size());
        b.host.network.deliverError(sent.get(0).header(), Bench.THERE,
                new IcmpError(3, 4, 1000, Errno.EMSGSIZE, true, Bench.THERE));
        b.expect("A 1:961 ack 1", "A 961:1461 ack 1", "A 1461:2421 ack 1", "PA 2421:2921 ack 1");
        assertEquals(10, s.info().sndCwnd());
        b.host.network.deliverError(sent.get(1).header(), Bench.THERE,
                new IcmpError(3, 4, 1000, Errno.EMSGSIZE, true, Bench.THERE));
        b.expect();
    }

    @Test
    void unreachableEndsAConnectThatIsUnderWayAndOnlyWarnsAConnection() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        Out syn = b.out().get(0);
        b.host.network.deliverError(syn.header(), Bench.THERE,
                new IcmpError(3, 1, 0, Errno.EHOSTUNREACH, false, Bench.THERE));
        Host.fails(Errno.EHOSTUNREACH, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));

        Bench c = new Bench();
        TcpSock t = c.connected();
        Bench.write(t, 1000);
        Out data = c.out().get(0);
        c.host.network.deliverError(data.header(), Bench.THERE,
                new IcmpError(3, 1, 0, Errno.EHOSTUNREACH, false, Bench.THERE));
        assertEquals(TcpState.ESTABLISHED, t.state());
        c.pass(1_200_000);
        Host.fails(Errno.EHOSTUNREACH, () -> Bench.read(t, 1));
    }
}
