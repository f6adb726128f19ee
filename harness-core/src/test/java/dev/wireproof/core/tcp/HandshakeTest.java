package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opening: the figures of RFC 9293 section 3.5 from one side each, and what Linux puts on its SYNs. */
class HandshakeTest {
    private final Bench b = new Bench();

    @Test
    void activeOpenAnswersTheSynAckAtOnce() {
        TcpSock s = b.connected();
        assertEquals(TcpState.ESTABLISHED, s.state());
        assertEquals(1, b.host.counted(Counter.TCP_ACTIVE_OPENS));
        assertEquals(1, b.host.counted(Counter.TCP_CURR_ESTAB));
    }

    @Test
    void passiveOpenEstablishesOnTheThirdSegment() {
        TcpSock s = b.accepted(syn -> syn.mss(1000));
        assertEquals(TcpState.ESTABLISHED, s.state());
        assertEquals(1, b.host.counted(Counter.TCP_PASSIVE_OPENS));
        assertEquals(new dev.wireproof.core.sock.Sock.Endpoint(Bench.THERE, Bench.PEER_PORT), s.remoteEndpoint());
    }

    @Test
    void simultaneousOpenEstablishesBothEnds() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        assertEquals(TcpState.SYN_RECEIVED, s.state());
        b.in(b.seg("SA", 0, 1).mss(1000));
        assertEquals(TcpState.ESTABLISHED, s.state());
        s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW);
    }

    @Test
    void oldDuplicateSynIsUndoneByTheReset() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", -10, 0).mss(1000));
        b.expect("SA 0 ack -9");
        b.in("R", -9, 0);
        assertEquals(0, l.listener().requests());
        b.forgetIsn();
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        b.in("A", 1, 1);
        assertEquals(1, l.listener().waiting());
    }

    @Test
    void unacceptableAckInSynSentIsReset() {
        b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in("A", 99, 100);
        b.expect("R 100");
    }

    @Test
    void resetWithAcceptableAckRefusesTheConnection() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in("R", 0, 0);
        assertEquals(TcpState.SYN_SENT, s.state());
        b.in("RA", 0, 2);
        assertEquals(TcpState.SYN_SENT, s.state());
        b.in("RA", 0, 1);
        Host.fails(Errno.ECONNREFUSED, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        assertEquals(1, b.host.counted(Counter.TCP_ATTEMPT_FAILS));
        s.close(Host.NOW);
        b.host.assertEmpty();
    }

    @Test
    void finOrDataWithoutSynDoesNothingInSynSent() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in("FA", 1, 1);
        b.data(1, 10, 1);
        b.expect();
        assertEquals(TcpState.SYN_SENT, s.state());
    }

    @Test
    void synIsRepeatedFourTimesAtOneSecondThenDoubling() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.pass(200_000);
        List<Long> seconds = b.out().stream().map(o -> o.nanos() / 1_000_000_000).toList();
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 7L, 11L, 19L, 35L, 67L), seconds);
        Host.fails(Errno.ETIMEDOUT, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
    }

    @Test
    void connectFailsAfter131Seconds() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.pass(130_999);
        assertEquals(TcpState.SYN_SENT, s.state());
        b.pass(1);
        assertEquals(TcpState.CLOSED, s.state());
    }

    @Test
    void synAckIsRepeatedFiveTimesAndThenTheRequestIsGone() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.pass(62_999);
        assertEquals(List.of(0L, 1L, 3L, 7L, 15L, 31L), b.out().stream().map(o -> o.nanos() / 1_000_000_000).toList());
        assertEquals(1, l.listener().requests());
        b.pass(1);
        assertEquals(0, l.listener().requests());
        assertEquals(List.of(), b.out());
    }

    @Test
    void synOptionsStandInLinuxOrder() {
        assertSynOptions("1", "1", "1", "020405b40402080a........00000000" + "0103030a");
        assertSynOptions("0", "1", "1", "020405b40101040201" + "03030a");
        assertSynOptions("1", "0", "1", "020405b40101080a........00000000" + "0103030a");
        assertSynOptions("0", "0", "1", "020405b40103030a");
        assertSynOptions("0", "1", "0", "020405b401010402");
        assertSynOptions("0", "0", "0", "020405b4");
    }

    private void assertSynOptions(String timestamps, String sack, String scaling, String pattern) {
        Bench c = new Bench();
        c.host.sysctl("tcp_timestamps", timestamps).sysctl("tcp_sack", sack).sysctl("tcp_window_scaling", scaling);
        c.host.connecting(Bench.THERE, Bench.PEER_PORT);
        Out syn = c.out().get(0);
        assertEquals(64_240, syn.window());
        assertEquals(true, syn.optionHex().matches(pattern), syn.optionHex());
    }

    @Test
    void synAckRepeatsOnlyWhatBothEndsHave() {
        b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", 0, 0).mss(1000).times(77, 0));
        Out synAck = b.out().get(0);
        assertEquals(65_160, synAck.window());
        assertEquals(true, synAck.optionHex().matches("020405b40101080a........0000004d"), synAck.optionHex());
    }

    @Test
    void windowsFollowTheReceiveBuffer() {
        int[][] table = {{4096, 2920}, {8192, 7300}, {16_384, 16_060}};
        for (int[] row : table) {
            Bench c = new Bench();
            TcpSock s = c.host.socket();
            s.setOption(dev.wireproof.core.sock.Option.SO_RCVBUF, row[0]);
            Host.fails(Errno.EINPROGRESS, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
            assertEquals(row[1], c.out().get(0).window());
        }
    }

    @Test
    void dataOnTheSynAckIsKeptByTheTextbookAndLeftByLinux() {
        TcpSock s = b.host.connecting(Bench.THERE, Bench.PEER_PORT);
        b.expect("S 0");
        b.in(b.seg("SA", 0, 1).text(10));
        b.expect("A 1 ack 1");
        Host.fails(Errno.EAGAIN, () -> Bench.read(s, 10));

        Bench c = new Bench(Profile.TEXTBOOK);
        TcpSock t = c.host.connecting(Bench.THERE, Bench.PEER_PORT);
        c.expect("S 0");
        c.in(c.seg("SA", 0, 1).text(10));
        c.expect("A 1 ack 11");
        assertArrayEquals(Seg.pattern(Bench.PEER_ISN, 10), Bench.read(t, 10));
    }

    @Test
    void closedPortAnswersAsTheRfcSays() {
        b.in("S", 0, 0);
        Out o = b.out().get(0);
        assertEquals("RA", o.letters());
        assertEquals(0, o.seq());
        assertEquals(Bench.PEER_ISN + 1, o.ack());
        b.in(Seg.of("A", 4000, 8080, 1, 12_345));
        o = b.out().get(0);
        assertEquals("R", o.letters());
        assertEquals(12_345, o.seq());
        b.in("R", 0, 0);
        b.expect();
    }

    @Test
    void listenerIgnoresWhatIsNoSyn() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in("R", 0, 0);
        b.in("F", 0, 0);
        b.in("SF", 0, 0);
        b.in("SR", 0, 0);
        b.in("", 0, 0);
        b.expect();
        b.in(Seg.of("SA", 4000, 8080, 1, 12_345));
        assertEquals(12_345, b.out().get(0).seq());
        assertEquals(TcpState.LISTEN, l.state());
        assertEquals(0, l.listener().requests());
    }
}
