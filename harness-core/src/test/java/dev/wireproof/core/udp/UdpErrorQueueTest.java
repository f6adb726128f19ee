package dev.wireproof.core.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.ControlMessage;
import dev.wireproof.core.sock.ExtendedError;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import org.junit.jupiter.api.Test;

class UdpErrorQueueTest {
    private static final int CLOSED_PORT = 9;

    private final LoopbackHost host = new LoopbackHost();
    private final byte[] room = new byte[100];

    private Sock.Received takeError(int fd) {
        return host.calls.recvFrom(fd, room, 0, room.length, Sock.MSG_ERRQUEUE);
    }

    private static ExtendedError errorIn(Sock.Received got) {
        return ((ControlMessage.Error) got.control().get(0)).error();
    }

    @Test
    void anUnconnectedSocketReadsWhoRefusedWhat() {
        int fd = host.socket();
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.send(fd, "hello", CLOSED_PORT);
        assertTrue((host.calls.ready(fd) & Ready.ERR) != 0);
        Sock.Received got = takeError(fd);
        ExtendedError e = errorIn(got);
        assertEquals(Errno.ECONNREFUSED, e.errno());
        assertEquals(ExtendedError.Origin.ICMP, e.origin());
        assertEquals(3, e.type());
        assertEquals(3, e.code());
        assertEquals(LoopbackHost.HERE, e.offender());
        assertEquals(new Sock.Endpoint(LoopbackHost.HERE, CLOSED_PORT), got.from());
        assertEquals("hello", new String(room, 0, got.count(), java.nio.charset.StandardCharsets.US_ASCII));
        assertTrue((got.flags() & Sock.MSG_ERRQUEUE) != 0);
        assertEquals(0, host.calls.ready(fd) & Ready.ERR);
        host.calls.close(fd);
        host.endsClean();
    }

    @Test
    void anEmptyQueueAnswersAtOnce() {
        int fd = host.socket();
        LoopbackHost.fails(Errno.EAGAIN, () -> takeError(fd));
    }

    @Test
    void withoutTheOptionNothingIsQueuedButAConnectedSocketIsTold() {
        int fd = host.connected(CLOSED_PORT);
        host.calls.send(fd, new byte[3]);
        host.loop.runInstant();
        LoopbackHost.fails(Errno.EAGAIN, () -> takeError(fd));
        assertEquals(Errno.ECONNREFUSED, host.calls.takeError(fd));
    }

    @Test
    void thePendingErrorIsThatOfTheOldestEntryUntilAllAreRead() {
        int fd = host.connected(CLOSED_PORT);
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.calls.send(fd, new byte[3]);
        host.loop.runInstant();
        host.calls.takeError(fd);
        host.calls.send(fd, new byte[4]);
        host.loop.runInstant();
        assertEquals(3, takeError(fd).count());
        assertTrue((host.calls.ready(fd) & Ready.ERR) != 0);
        assertEquals(4, takeError(fd).count());
        assertEquals(Errno.OK, host.calls.takeError(fd));
    }

    @Test
    void switchingTheOptionOffEmptiesTheQueueAndGivesTheMemoryBack() {
        int fd = host.socket();
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.send(fd, "x", CLOSED_PORT);
        assertTrue(host.calls.sock(fd).receiveMemory() > 0);
        host.calls.setOption(fd, Option.IP_RECVERR, 0);
        assertEquals(0, host.calls.sock(fd).receiveMemory());
        LoopbackHost.fails(Errno.EAGAIN, () -> takeError(fd));
    }

    @Test
    void aDatagramTooLongForThePathIsToldWithTheMtu() {
        int fd = host.socket();
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.calls.setOption(fd, Option.IP_MTU_DISCOVER, 2);
        host.net.device("lo").mtu(1500);
        LoopbackHost.fails(Errno.EMSGSIZE, () -> host.calls.sendTo(fd, new byte[1473], LoopbackHost.HERE, CLOSED_PORT));
        ExtendedError e = errorIn(takeError(fd));
        assertEquals(ExtendedError.Origin.LOCAL, e.origin());
        assertEquals(Errno.EMSGSIZE, e.errno());
        assertEquals(1500, e.info());
    }

    @Test
    void aCutPayloadIsMarked() {
        int fd = host.socket();
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.send(fd, "a longer text", CLOSED_PORT);
        Sock.Received got = host.calls.recvFrom(fd, room, 0, 4, Sock.MSG_ERRQUEUE);
        assertEquals(4, got.count());
        assertTrue((got.flags() & Sock.MSG_TRUNC) != 0);
    }
}
