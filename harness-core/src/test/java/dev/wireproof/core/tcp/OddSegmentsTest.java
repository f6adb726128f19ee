package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.tcp.tcb.TcpState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Segments that nobody expects in a connection: RFC 9293 section 3.10.7.4 with RFC 5961 and RFC 7323, as Linux 6.18.44 answers them. */
class OddSegmentsTest {
    private static final String ACK = "A 101 ack 1";

    private final Bench b = new Bench();
    private TcpSock s;

    /** ESTABLISHED, RCV.NXT 1, SND.UNA 101, no timestamps. */
    private void established() {
        s = b.connected();
        Bench.write(s, 100);
        b.in("A", 1, 101);
        b.out();
    }

    @Test
    void keepaliveProbeIsAcknowledged() {
        established();
        b.in("A", 0, 101);
        b.expect(ACK);
    }

    @Test
    void oldPureAcknowledgementsAreAnsweredOnceEach500Milliseconds() {
        established();
        b.in("A", -1000, 101);
        b.in("A", -1000, 101);
        b.expect(ACK);
        assertEquals(1, b.host.counted(Counter.TCPEXT_ACK_SKIPPED_SEQ));
        b.pass(500);
        b.in("A", -1000, 101);
        b.expect(ACK);
    }

    @Test
    void theRightEdgeIsAcceptableAndBeyondIsNot() {
        established();
        b.in("A", 1 + 64_240, 101);
        b.expect();
        b.in(b.seg("A", 1 + 64_240, 101).text(1));
        b.expect(ACK);
        b.in(b.seg("A", 2 + 64_240, 101).text(1));
        b.expect(ACK);
        assertEquals(1, b.host.counted(Counter.TCPEXT_BEYOND_WINDOW));
    }

    @Test
    void anOldAcknowledgementIsIgnoredAndAVeryOldOneChallenged() {
        established();
        b.in("A", 1, 1);
        b.expect();
        b.in("A", 1, -40_000);
        b.expect(ACK);
        assertEquals(1, b.host.counted(Counter.TCPEXT_CHALLENGE_ACK));
    }

    @Test
    void anAcknowledgementOfUnsentDataIsChallengedAndItsTextDropped() {
        established();
        b.in(b.seg("A", 1, 500).text(10));
        b.expect(ACK);
        b.in("A", 1, 500);
        b.expect();
        assertEquals(1, b.host.counted(Counter.TCPEXT_ACK_SKIPPED_CHALLENGE));
        Host.fails(Errno.EAGAIN, () -> Bench.read(s, 10));
        assertEquals(10, s.info().sndCwnd());
    }

    @Test
    void aSynIsChallengedWhateverItsNumber() {
        for (int seq : new int[] {1, 1000, -5, 100_000}) {
            Bench c = new Bench();
            TcpSock t = c.connected();
            c.in("S", seq, 0);
            c.expect("A 1 ack 1");
            c.in("SA", seq, 1);
            c.expect();
            assertEquals(TcpState.ESTABLISHED, t.state());
            assertEquals(2, c.host.counted(Counter.TCPEXT_SYN_CHALLENGE));
            assertEquals(1, c.host.counted(Counter.TCPEXT_CHALLENGE_ACK));
        }
    }

    @Test
    void aResetCountsOnlyAtTheExactNumber() {
        established();
        b.in("R", 2, 0);
        b.expect(ACK);
        b.in("R", 0, 0);
        b.in("R", 100_000, 0);
        b.expect();
        assertEquals(TcpState.ESTABLISHED, s.state());
        b.in("R", 1, 0);
        b.expect();
        assertEquals(TcpState.CLOSED, s.state());
        Host.fails(Errno.ECONNRESET, () -> Bench.read(s, 1));
    }

    @Test
    void aSegmentWithoutFlagsDoesNothing() {
        established();
        b.in("", 1, 0);
        b.expect();
    }

    @Test
    void anOldTimestampIsRejectedAndAnswered() {
        s = b.connected(0, a -> a.mss(1000).times(1000, 0));
        assertEquals(1, s.info().options() & 1);
        b.in(b.seg("A", 1, 1).text(10).times(900, 0));
        b.expect("A 1 ack 1");
        assertEquals(1, b.host.counted(Counter.TCPEXT_PAWS_ESTAB));
        b.in(b.seg("A", 1, 1).text(10).times(1001, 0));
        assertEquals(10, Bench.read(s, 100).length);
        b.in(b.seg("R", 11, 0).times(1, 0));
        assertEquals(TcpState.CLOSED, s.state());
    }

    @Test
    void badChecksumAndShortHeadersChangeNothing() {
        established();
        byte[] octets = b.seg("R", 1, 0).bytes(Bench.THERE, Bench.HERE);
        octets[16] ^= 1;
        b.host.network.deliver(octets, Bench.THERE);
        assertEquals(1, b.host.counted(Counter.TCP_IN_CSUM_ERRORS));
        byte[] shortened = b.seg("R", 1, 0).bytes(Bench.THERE, Bench.HERE);
        shortened[12] = 0x40;
        b.host.network.deliver(shortened, Bench.THERE);
        b.host.network.deliver(Arrays.copyOf(shortened, 19), Bench.THERE);
        assertEquals(2, b.host.counted(Counter.TCP_IN_ERRS), "Linux counts no error for a packet that is shorter than a header");
        b.expect();
        assertEquals(TcpState.ESTABLISHED, s.state());
    }

    @Test
    void theTextbookCutsWhatLiesBeyondTheWindowAndLinuxTakesItWhenNothingWaits() {
        TcpSock linux = smallWindow(b);
        b.in(b.seg("A", 1, 1).text(4000));
        assertEquals(4000, Bench.read(linux, 5000).length);
        Bench c = new Bench(Profile.TEXTBOOK);
        TcpSock textbook = smallWindow(c);
        c.in(c.seg("A", 1, 1).text(4000));
        assertEquals(2920, Bench.read(textbook, 5000).length);
    }

    private static TcpSock smallWindow(Bench bench) {
        TcpSock socket = bench.host.socket();
        socket.setOption(Option.SO_RCVBUF, bench.host.sysctls.profile() == Profile.MODERN ? 4096 : 2920);
        Host.fails(Errno.EINPROGRESS, () -> socket.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        assertEquals(2920, bench.out().get(0).window());
        bench.in(bench.seg("SA", 0, 1).mss(1460));
        bench.out();
        return socket;
    }

    @Test
    void requestsAnswerOddSegmentsAsLinuxDoes() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        b.in("A", 1, 5);
        b.expect("R 5");
        b.in("R", 2, 0);
        b.expect("A 1 ack 1");
        b.in("R", 100_000, 0);
        b.expect();
        b.pass(500);
        b.out();
        b.in(b.seg("S", 0, 0).mss(1000));
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        assertEquals(1, l.listener().requests());
        b.in("S", 1000, 0);
        Out o = b.out().get(0);
        assertEquals("RA", o.letters());
        assertEquals(0, o.seq());
        assertEquals(0, l.listener().requests());
        assertEquals(1, b.host.counted(Counter.TCPEXT_EMBRYONIC_RSTS));
        assertEquals(1, b.host.counted(Counter.TCP_ATTEMPT_FAILS));
    }

    @Test
    void aResetRequestLeavesTheListenerAlone() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.in("R", 1, 0);
        assertEquals(0, l.listener().requests());
        assertEquals(TcpState.LISTEN, l.state());
    }
}
