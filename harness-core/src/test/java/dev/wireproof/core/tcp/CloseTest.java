package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock.Shutdown;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closing: figures 12 and 13 of RFC 9293, resets, and what Linux 6.18.44 was seen to do. */
class CloseTest {
    private final Bench b = new Bench();

    @Test
    void normalCloseWalksThroughFinWaitToTimeWait() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.expect("FA 1 ack 1");
        assertEquals(TcpState.FIN_WAIT_1, s.state());
        b.in("A", 1, 2);
        b.in("FA", 1, 2);
        b.expect("A 2 ack 2");
        assertEquals(1, b.host.tcp.timeWaits());
        b.pass(59_999);
        assertEquals(1, b.host.tcp.timeWaits());
        b.pass(1);
        b.host.assertEmpty();
    }

    @Test
    void passiveCloseWalksThroughCloseWaitAndLastAck() {
        TcpSock s = b.connected();
        b.in("FA", 1, 1);
        assertEquals(TcpState.CLOSE_WAIT, s.state());
        b.pass(50);
        b.expect("A 1 ack 2");
        assertEquals(0, Bench.read(s, 10).length);
        s.close(Host.NOW);
        b.expect("FA 1 ack 2");
        assertEquals(TcpState.LAST_ACK, s.state());
        b.in("A", 2, 1);
        assertEquals(TcpState.LAST_ACK, s.state());
        b.in("A", 2, 2);
        b.host.assertEmpty();
        b.in("A", 2, 2);
        b.expect("R 2");
    }

    @Test
    void bothEndsCloseAtOnce() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.expect("FA 1 ack 1");
        b.in("FA", 1, 1);
        b.expect("A 2 ack 2");
        assertEquals(TcpState.CLOSING, s.state());
        b.in("A", 2, 2);
        assertEquals(1, b.host.tcp.timeWaits());
        b.expect();
    }

    @Test
    void aFinThatAcknowledgesOursGoesStraightToTimeWait() {
        TcpSock s = b.connected();
        s.shutdown(Shutdown.WRITE);
        b.expect("FA 1 ack 1");
        b.in("FA", 1, 2);
        b.expect("A 2 ack 2");
        assertEquals(1, b.host.tcp.timeWaits());
        assertEquals(TcpState.CLOSED, s.state());
        assertEquals(0, Bench.read(s, 10).length);
    }

    @Test
    void theFinIsRepeatedWithDoublingTimeouts() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.pass(4000);
        assertEquals(List.of(0L, 200L, 600L, 1400L, 3000L), b.out().stream().map(o -> o.nanos() / Bench.MS).toList());
        b.in("FA", 1, 1);
        b.pass(10_000);
        assertEquals(true, b.out().stream().anyMatch(o -> b.text(o).equals("FA 1 ack 2")));
    }

    @Test
    void unsentDataGoesBeforeTheFin() {
        TcpSock s = b.connected();
        Bench.write(s, 100);
        Bench.write(s, 100);
        b.expect("PA 1:101 ack 1");
        s.close(Host.NOW);
        b.expect("FPA 101:201 ack 1");
    }

    @Test
    void closeWithUnreadDataResets() {
        TcpSock s = b.connected();
        b.data(1, 100, 1);
        b.out();
        s.close(Host.NOW);
        b.expect("RA 1 ack 101");
        assertEquals(1, b.host.counted(Counter.TCPEXT_ABORT_ON_CLOSE));
        b.host.assertEmpty();
    }

    @Test
    void closeAfterEverythingWasReadSendsAFin() {
        TcpSock s = b.connected();
        b.data(1, 100, 1);
        Bench.read(s, 100);
        b.out();
        s.close(Host.NOW);
        b.expect("FA 1 ack 101");
    }

    @Test
    void lingerOfNoTimeResets() {
        TcpSock s = b.connected();
        s.setOption(Option.SO_LINGER, 0);
        s.close(Host.NOW);
        b.expect("RA 1 ack 1");
        b.host.assertEmpty();
    }

    @Test
    void dataAfterCloseIsReset() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.expect("FA 1 ack 1");
        b.data(1, 10, 1);
        b.expect("R 1");
        assertEquals(1, b.host.counted(Counter.TCPEXT_ABORT_ON_DATA));
        b.host.assertEmpty();
    }

    @Test
    void dataForAnOrphanInFinWait2IsResetByTheSmallObject() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.expect("FA 1 ack 1");
        b.in("A", 1, 2);
        assertEquals(1, b.host.tcp.timeWaits());
        b.data(1, 10, 2);
        b.expect("R 2");
        b.host.assertEmpty();
    }

    @Test
    void anOrphanInFinWait2IsGoneAfterSixtySeconds() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.in("A", 1, 2);
        b.pass(60_000);
        b.out();
        b.host.assertEmpty();
        b.in("FA", 1, 2);
        b.expect("R 2");
    }

    @Test
    void halfClosedConnectionsStillReceive() {
        TcpSock s = b.connected();
        s.shutdown(Shutdown.WRITE);
        b.in("A", 1, 2);
        assertEquals(TcpState.FIN_WAIT_2, s.state());
        b.pass(1_000_000);
        b.out();
        b.data(1, 10, 2);
        b.expect("A 2 ack 11");
        assertEquals(10, Bench.read(s, 100).length);
        Host.fails(Errno.EPIPE, () -> Bench.write(s, 1));
    }

    @Test
    void dataAfterShutdownForReadingIsStillReadable() {
        TcpSock s = b.connected();
        s.shutdown(Shutdown.READ);
        assertEquals(0, Bench.read(s, 100).length);
        b.data(1, 100, 1);
        b.expect("A 1 ack 101");
        assertEquals(100, Bench.read(s, 100).length);
    }

    @Test
    void aResetIsToldAfterTheDataThatCameBefore() {
        TcpSock s = b.connected();
        b.data(1, 100, 1);
        b.in("R", 101, 0);
        assertEquals(TcpState.CLOSED, s.state());
        assertEquals(100, Bench.read(s, 1000).length);
        Host.fails(Errno.ECONNRESET, () -> Bench.read(s, 1000));
        assertEquals(0, Bench.read(s, 1000).length);
        Host.fails(Errno.EPIPE, () -> Bench.write(s, 1));
        assertEquals(1, b.host.counted(Counter.TCP_ESTAB_RESETS));
    }

    @Test
    void aResetInCloseWaitMeansBrokenPipe() {
        TcpSock s = b.connected();
        b.in("FA", 1, 1);
        b.in("R", 2, 0);
        assertEquals(0, Bench.read(s, 10).length);
        Host.fails(Errno.EPIPE, () -> Bench.write(s, 1));
        assertEquals(Errno.OK, s.takeError());
    }

    @Test
    void lingeringReturnsWhenTheFinIsAcknowledged() {
        TcpSock s = b.connected();
        s.setOption(Option.SO_LINGER, 5_000_000_000L);
        b.loop.schedule(new Event(() -> b.in("A", 1, 2)), b.loop.now() + 70 * Bench.MS);
        s.close(Call.blocking("close"));
        assertEquals(70, b.loop.now() / Bench.MS);
    }

    /** TIME-WAIT, segment by segment. */
    @Test
    void timeWaitAnswersOldSegmentsAndRestarts() {
        TcpSock s = timeWait();
        b.in("FA", 1, 2);
        b.in("FA", 1, 2);
        b.expect("A 2 ack 2", "A 2 ack 2");
        b.in("A", 2, 2);
        b.expect();
        b.data(1, 1, 2);
        b.expect("A 2 ack 2");
        b.in("R", 3, 0);
        assertEquals(1, b.host.tcp.timeWaits());
        b.pass(59_000);
        b.in("FA", 1, 2);
        b.pass(59_000);
        assertEquals(1, b.host.tcp.timeWaits());
        b.in("R", 2, 0);
        assertEquals(0, b.host.tcp.timeWaits());
        assertEquals(TcpState.CLOSED, s.state());
    }

    @Test
    void rfc1337KeepsTimeWaitThroughAReset() {
        b.host.sysctl("tcp_rfc1337", "1");
        timeWait();
        b.in("R", 2, 0);
        assertEquals(1, b.host.tcp.timeWaits());
    }

    @Test
    void aNewerSynEndsTimeWaitWhenSomebodyListens() {
        timeWait();
        TcpSock listener = b.host.socket();
        listener.setOption(Option.SO_REUSEADDR, 1);
        listener.bind(Bench.HERE, b.localPort);
        listener.listen(5);
        b.in("S", -5, 0);
        b.expect("A 2 ack 2");
        b.in("S", 100, 0);
        Out o = b.out().get(0);
        assertEquals("SA", o.letters());
        assertEquals(2 + 65_537, b.relative(o.seq()));
        assertEquals(0, b.host.tcp.timeWaits());
    }

    @Test
    void aNewerSynIsJustAcknowledgedWhenNobodyListens() {
        timeWait();
        b.in("S", 100, 0);
        b.expect("A 2 ack 2");
        assertEquals(1, b.host.tcp.timeWaits());
    }

    private TcpSock timeWait() {
        TcpSock s = b.connected();
        s.setOption(Option.SO_REUSEADDR, 1);
        s.close(Host.NOW);
        b.in("A", 1, 2);
        b.in("FA", 1, 2);
        b.out();
        return s;
    }
}
