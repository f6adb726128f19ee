package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.Sock.Shutdown;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors, readiness and options of the socket calls (facts 11.1, 11.2 and H.3). */
class CallTest {
    private final Bench b = new Bench();

    private static String words(int mask) {
        StringBuilder s = new StringBuilder();
        int[] bits = {Ready.IN, Ready.OUT, Ready.RDHUP, Ready.HUP, Ready.ERR};
        String[] names = {"IN", "OUT", "RDHUP", "HUP", "ERR"};
        for (int i = 0; i < bits.length; i++) {
            if ((mask & bits[i]) != 0) {
                s.append(s.isEmpty() ? "" : " ").append(names[i]);
            }
        }
        return s.toString();
    }

    @Test
    void readinessFollowsTheConnection() {
        TcpSock s = b.host.socket();
        assertEquals("OUT HUP", words(s.poll()));
        Host.fails(Errno.EINPROGRESS, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        assertEquals("", words(s.poll()));
        b.expect("S 0");
        b.in(b.seg("SA", 0, 1).mss(1000));
        assertEquals("OUT", words(s.poll()));
        b.data(1, 10, 1);
        assertEquals("IN OUT", words(s.poll()));
        Bench.read(s, 10);
        s.shutdown(Shutdown.WRITE);
        assertEquals("OUT", words(s.poll()));
        b.in("FA", 11, 2);
        assertEquals("IN OUT RDHUP HUP", words(s.poll()));
    }

    @Test
    void readinessAfterAFinAndAfterAReset() {
        TcpSock s = b.connected();
        b.in("FA", 1, 1);
        assertEquals("IN OUT RDHUP", words(s.poll()));
        Bench c = new Bench();
        TcpSock t = c.connected();
        c.in("R", 1, 0);
        assertEquals("IN OUT RDHUP HUP ERR", words(t.poll()));
        assertEquals(Errno.ECONNRESET, t.takeError());
        assertEquals("IN OUT RDHUP HUP", words(t.poll()));
        Bench d = new Bench();
        TcpSock u = d.connected();
        u.shutdown(Shutdown.READ);
        assertEquals("IN OUT RDHUP", words(u.poll()));
    }

    @Test
    void lowWaterMarkDelaysReadiness() {
        TcpSock s = b.connected();
        s.setOption(Option.SO_RCVLOWAT, 20);
        b.data(1, 19, 1);
        assertEquals("OUT", words(s.poll()));
        b.data(20, 1, 1);
        assertEquals("IN OUT", words(s.poll()));
    }

    @Test
    void connectTellsWhatIsUnderWay() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        Host.fails(Errno.EALREADY, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        Host.fails(Errno.EAGAIN, () -> Bench.write(s, 1));
        b.in(b.seg("SA", 0, 1).mss(1000));
        s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW);
        Host.fails(Errno.EISCONN, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        Host.fails(Errno.EINVAL, () -> s.listen(1));
        Host.fails(Errno.EINVAL, () -> s.bind(Bench.HERE, 1234));
    }

    @Test
    void aRefusedSocketMayConnectAgain() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in("RA", 0, 1);
        assertEquals("IN OUT RDHUP HUP ERR", words(s.poll()));
        Host.fails(Errno.ECONNREFUSED, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        assertEquals("OUT HUP", words(s.poll()));
        b.forgetIsn();
        Host.fails(Errno.EINPROGRESS, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        b.expect("S 0");
    }

    @Test
    void neverConnectedSockets() {
        TcpSock s = b.host.socket();
        Host.fails(Errno.EPIPE, () -> Bench.write(s, 1));
        Host.fails(Errno.ENOTCONN, () -> Bench.read(s, 1));
        Host.fails(Errno.ENOTCONN, () -> s.shutdown(Shutdown.BOTH));
        b.host.network.unreachable(Errno.ENETUNREACH);
        Host.fails(Errno.ENETUNREACH, () -> s.connect(Bench.THERE, 1, Host.NOW));
    }

    @Test
    void shutdownWhileConnectingEndsTheAttempt() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        s.shutdown(Shutdown.WRITE);
        b.expect();
        assertEquals(TcpState.CLOSED, s.state());
        assertEquals(Errno.ECONNRESET, s.takeError());
    }

    @Test
    void blockingCallsWaitInVirtualTime() {
        TcpSock s = b.host.socket();
        b.loop.schedule(new Event(() -> {
            b.drain();
            b.in(b.seg("SA", 0, 1).mss(1000));
        }), 30 * Bench.MS);
        s.connect(Bench.THERE, Bench.PEER_PORT, Call.blocking("connect"));
        assertEquals(30, b.loop.now() / Bench.MS);
        b.loop.schedule(new Event(() -> b.data(1, 10, 1)), 80 * Bench.MS);
        byte[] octets = new byte[100];
        assertEquals(10, s.receive(octets, 0, 100, 0, Call.blocking("recv")).count());
        assertEquals(80, b.loop.now() / Bench.MS);
        Host.fails(Errno.EAGAIN, () -> s.receive(octets, 0, 1, 0, new Call(true, 100 * Bench.MS, "recv")));
        assertEquals(100, b.loop.now() / Bench.MS);
    }

    @ParameterizedTest
    @CsvSource({
        "TCP_MAXSEG, 87, EINVAL", "TCP_MAXSEG, 88, OK", "TCP_MAXSEG, 0, OK", "TCP_MAXSEG, 32767, OK", "TCP_MAXSEG, 32768, EINVAL",
        "TCP_KEEPIDLE, 0, EINVAL", "TCP_KEEPIDLE, 1, OK", "TCP_KEEPIDLE, 32768, EINVAL", "TCP_KEEPCNT, 128, EINVAL",
        "TCP_SYNCNT, 127, OK", "TCP_USER_TIMEOUT, -1, EINVAL", "TCP_INFO, 1, ENOPROTOOPT",
    })
    void optionsKeepTheirRanges(Option option, long value, Errno expected) {
        TcpSock s = b.host.socket();
        Errno got = Errno.OK;
        try {
            s.setOption(option, value);
        } catch (ErrnoException e) {
            got = e.errno();
        }
        assertEquals(expected, got);
    }

    @Test
    void optionsReadBackAsLinuxAnswers() {
        TcpSock s = b.host.socket();
        assertEquals(60, s.option(Option.TCP_LINGER2));
        s.setOption(Option.TCP_LINGER2, 500);
        assertEquals(120, s.option(Option.TCP_LINGER2));
        s.setOption(Option.TCP_LINGER2, -7);
        assertEquals(-1, s.option(Option.TCP_LINGER2));
        assertEquals("cubic", s.optionName(Option.TCP_CONGESTION));
        Host.fails(Errno.ENOENT, () -> s.setOption(Option.TCP_CONGESTION, "vegas"));
        assertEquals(131_072, s.option(Option.SO_RCVBUF));
        assertEquals(16_384, s.option(Option.SO_SNDBUF));
    }

    @Test
    void maximumSegmentSizeOfTheUserCapsBothWays() {
        TcpSock s = b.host.socket();
        s.setOption(Option.TCP_MAXSEG, 500);
        Host.fails(Errno.EINPROGRESS, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        assertEquals("020401f4", b.out().get(0).optionHex().substring(0, 8));
        b.in(b.seg("SA", 0, 1).mss(1460));
        b.out();
        Bench.write(s, 600);
        b.expect("A 1:501 ack 1", "PA 501:601 ack 1");
    }

    @Test
    void keepaliveProbesAfterIdleTimeAndGivesUpAfterNine() {
        TcpSock s = b.connected();
        s.setOption(Option.SO_KEEPALIVE, 1);
        b.pass(TimeUnit.SECONDS.toMillis(7199));
        b.expect();
        b.pass(1000);
        b.expect("A 0 ack 1");
        b.pass(75_000);
        b.expect("A 0 ack 1");
        b.in("A", 1, 1);
        assertEquals(0, s.info().probes());
        b.pass(TimeUnit.SECONDS.toMillis(7875) - 1);
        assertEquals(9, b.out().size());
        b.pass(2);
        b.expect("RA 1 ack 1");
        Host.fails(Errno.ETIMEDOUT, () -> Bench.read(s, 1));
    }

    @Test
    void aReaderWhoseConnectionIsDissolvedMeanwhileGetsWhatItHas() {
        TcpSock s = b.connected();
        s.setOption(Option.TCP_INQ, 1);
        b.data(1, 10, 1);
        b.loop.schedule(new Event(s::disconnect), 20 * Bench.MS);
        assertEquals(10, s.receive(new byte[100], 0, 100, Sock.MSG_WAITALL, Call.blocking("recv")).count());
        assertEquals(20, b.loop.now() / Bench.MS);
        assertEquals(TcpState.CLOSED, s.state());
    }

    @Test
    void aReaderWhoIsToldInlineMayReadAndAnswerAtOnce() {
        TcpSock s = b.connected();
        s.waiters.add(key -> {
            if ((s.poll() & Ready.IN) != 0 && s.state() == TcpState.ESTABLISHED) {
                int count = Bench.read(s, 100).length;
                Bench.write(s, count);
            }
            return true;
        });
        b.data(1, 40, 1);
        b.expect("A 1 ack 41", "PA 1:41 ack 41");
        b.data(41, 20, 41);
        b.expect("PA 41:61 ack 61");
    }
}
