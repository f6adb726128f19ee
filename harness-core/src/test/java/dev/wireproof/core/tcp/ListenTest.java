package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock.Shutdown;
import dev.wireproof.core.tcp.tcb.TcpState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queues of a listener (facts 8.3 to 8.5). */
class ListenTest {
    private final Bench b = new Bench();

    /** A handshake from another port; the segments the host sends are thrown away. */
    private void shakeHands(int port) {
        b.peerPort = port;
        b.forgetIsn();
        b.in(b.seg("S", 0, 0).mss(1000));
        b.out();
        b.peerPort = port;
        b.in("A", 1, 1);
        b.out();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4"})
    void theAcceptQueueHoldsOneMoreThanTheBacklog(int backlog, int connections) {
        TcpSock l = b.host.listener(Bench.PORT, backlog);
        for (int i = 0; i < 6; i++) {
            shakeHands(5000 + i);
        }
        assertEquals(connections, l.listener().waiting());
        assertEquals(6 - connections, b.host.counted(Counter.TCPEXT_LISTEN_OVERFLOWS));
        assertEquals(6 - connections, b.host.counted(Counter.TCPEXT_LISTEN_DROPS));
    }

    @Test
    void aFinalAcknowledgementWithoutRoomIsDroppedAndTheSynAckComesAgain() {
        TcpSock l = b.host.listener(Bench.PORT, 1);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        fillQueue(l);
        b.in("A", 1, 1);
        b.expect();
        assertEquals(1, b.host.counted(Counter.TCPEXT_LISTEN_OVERFLOWS));
        b.pass(1000);
        b.expect("SA 0 ack 1");
        l.accept(Host.NOW);
        b.in("A", 1, 1);
        assertEquals(2, l.listener().waiting());
    }

    // Two connections from other ports, written without the bench's numbers.
    private void fillQueue(TcpSock l) {
        for (int port = 6000; port < 6002; port++) {
            b.host.network.deliver(Seg.of("S", port, Bench.PORT, 500, 0).bytes(Bench.THERE, Bench.HERE), Bench.THERE);
            Out synAck = b.out().get(0);
            b.host.network.deliver(Seg.of("A", port, Bench.PORT, 501, synAck.seq() + 1).bytes(Bench.THERE, Bench.HERE), Bench.THERE);
            b.out();
        }
        assertEquals(2, l.listener().waiting());
    }

    @Test
    void abortOnOverflowAnswersWithAReset() {
        b.host.sysctl("tcp_abort_on_overflow", "1");
        TcpSock l = b.host.listener(Bench.PORT, 1);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        fillQueue(l);
        b.in("A", 1, 1);
        b.expect("R 1");
        assertEquals(0, l.listener().requests());
    }

    @Test
    void dataBeforeAcceptIsAcknowledgedAndReadable() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        b.in(b.seg("S", 0, 0).mss(1000));
        b.expect("SA 0 ack 1");
        b.data(1, 50, 1);
        b.expect("A 1 ack 51");
        assertEquals(Ready.IN | Ready.RDNORM, l.poll());
        assertEquals(50, Bench.read((TcpSock) l.accept(Host.NOW), 100).length);
    }

    @Test
    void aConnectionResetBeforeAcceptIsStillAccepted() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        shakeHands(5000);
        b.in("R", 1, 0);
        TcpSock s = (TcpSock) l.accept(Host.NOW);
        assertEquals(TcpState.CLOSED, s.state());
        Host.fails(Errno.ECONNRESET, () -> Bench.read(s, 1));
        s.close(Host.NOW);
        l.close(Host.NOW);
        b.host.assertEmpty();
    }

    @Test
    void closingTheListenerResetsWhoWaitsAndForgetsRequests() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        shakeHands(5000);
        b.host.network.deliver(Seg.of("S", 6000, Bench.PORT, 500, 0).bytes(Bench.THERE, Bench.HERE), Bench.THERE);
        b.out();
        l.close(Host.NOW);
        b.expect("RA 1 ack 1");
        b.host.assertEmpty();
    }

    @Test
    void listenersThatStopCanStartAgain() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        l.shutdown(Shutdown.WRITE);
        assertEquals(TcpState.LISTEN, l.state());
        l.shutdown(Shutdown.READ);
        Host.fails(Errno.EINVAL, () -> l.accept(Host.NOW));
        assertEquals(Ready.OUT | Ready.WRNORM | Ready.HUP, l.poll());
        l.listen(3);
        assertEquals(TcpState.LISTEN, l.state());
        assertEquals(3, l.info().sacked());
    }

    @Test
    void emptyQueueWouldBlockAndOtherSocketsCannotAccept() {
        TcpSock l = b.host.listener(Bench.PORT, 5);
        Host.fails(Errno.EAGAIN, () -> l.accept(Host.NOW));
        Host.fails(Errno.EINVAL, () -> b.host.socket().accept(Host.NOW));
        Host.fails(Errno.EISCONN, () -> l.connect(Bench.THERE, 1, Host.NOW));
        Host.fails(Errno.ENOTCONN, () -> Bench.read(l, 1));
    }

    @Test
    void twoListenersCannotShareAPort() {
        b.host.listener(Bench.PORT, 5);
        TcpSock second = b.host.socket();
        Host.fails(Errno.EADDRINUSE, () -> second.bind(Address.ANY, Bench.PORT));
    }
}
