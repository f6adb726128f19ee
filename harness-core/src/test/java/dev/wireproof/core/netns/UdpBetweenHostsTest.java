package dev.wireproof.core.netns;

import static dev.wireproof.core.netns.TwoHosts.CLIENT;
import static dev.wireproof.core.netns.TwoHosts.SERVER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import org.junit.jupiter.api.Test;

class UdpBetweenHostsTest {
    private static final int ECHO = 7;

    /** Answers as many datagrams as it is told. */
    private static void startEcho(TwoHosts hosts, int datagrams) {
        hosts.server.namespace().process("echo").start(calls -> {
            int fd = calls.socket(SocketType.DGRAM);
            calls.bind(fd, Address.ANY, ECHO);
            byte[] room = new byte[65_536];
            for (int i = 0; i < datagrams; i++) {
                Sock.Received got = calls.recvFrom(fd, room, 0, room.length, 0);
                calls.sendTo(fd, room, 0, got.count(), 0, got.from());
            }
        });
    }

    private static byte[] pattern(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i * 31 + i / 251);
        }
        return octets;
    }

    private static byte[] askAndListen(TwoHosts hosts, int length) {
        int fd = hosts.clientCalls.socket(SocketType.DGRAM);
        hosts.clientCalls.sendTo(fd, pattern(length), SERVER, ECHO);
        return hosts.clientCalls.recv(fd, 65_536);
    }

    @Test
    void anEchoComesBackAfterArpAndTwoWaysOfTheCable() {
        TwoHosts hosts = new TwoHosts(1);
        startEcho(hosts, 2);
        assertArrayEquals(pattern(100), askAndListen(hosts, 100));
        assertEquals(4, hosts.frames(), "ARP request and reply, datagram and echo");
        long before = hosts.loop.now();
        askAndListen(hosts, 100);
        // Twice the delay of the cable, and 142 octets at 100 Mb/s each way.
        assertEquals(2 * (5_000_000 + 142 * 80), hosts.loop.now() - before);
        hosts.endsClean();
    }

    @Test
    void aLargeDatagramTravelsInPieces() {
        TwoHosts hosts = new TwoHosts(1);
        startEcho(hosts, 1);
        assertArrayEquals(pattern(60_000), askAndListen(hosts, 60_000));
        assertEquals(1, hosts.client.namespace().counter(Counter.IP_REASM_OKS));
        assertEquals(41, hosts.client.namespace().counter(Counter.IP_FRAG_CREATES));
        hosts.endsClean();
    }

    @Test
    void aClosedPortRefusesAConnectedSocket() {
        TwoHosts hosts = new TwoHosts(1);
        int fd = hosts.clientCalls.socket(SocketType.DGRAM);
        hosts.clientCalls.connect(fd, SERVER, 9);
        hosts.clientCalls.send(fd, pattern(10));
        ErrnoException e = assertThrows(ErrnoException.class, () -> hosts.clientCalls.recv(fd, 10));
        assertEquals(Errno.ECONNREFUSED, e.errno());
        assertEquals(1, hosts.server.namespace().counter(Counter.UDP_NO_PORTS));
        hosts.endsClean();
    }

    @Test
    void aReaderThatNobodyWillEverAnswerIsADeadlock() {
        TwoHosts hosts = new TwoHosts(1);
        int fd = hosts.clientCalls.socket(SocketType.DGRAM);
        hosts.clientCalls.bind(fd, CLIENT, 5000);
        Blocking.Deadlock e = assertThrows(Blocking.Deadlock.class, () -> hosts.clientCalls.recv(fd, 10));
        assertEquals(true, e.getMessage().contains("recv(fd 3)"), e.getMessage());
        hosts.endsClean();
    }

    @Test
    void framesUnderWayAtTheEndLeaveNothingBehind() {
        TwoHosts hosts = new TwoHosts(1);
        int fd = hosts.clientCalls.socket(SocketType.DGRAM);
        hosts.clientCalls.sendTo(fd, pattern(30_000), SERVER, 9);
        hosts.loop.runUntil(11_000_000);
        hosts.clientCalls.sendTo(fd, pattern(30_000), SERVER, 9);
        hosts.loop.runUntil(16_500_000);
        hosts.endsClean();
    }

    @Test
    void aSmallSendBufferPacesTheSenderAtTheRateOfTheCable() {
        TwoHosts hosts = new TwoHosts(1);
        int sink = hosts.serverCalls.socket(SocketType.DGRAM);
        hosts.serverCalls.bind(sink, Address.ANY, 9);
        int fd = hosts.clientCalls.socket(SocketType.DGRAM);
        hosts.clientCalls.setOption(fd, Option.SO_SNDBUF, 4608);
        hosts.clientCalls.connect(fd, SERVER, 9);
        hosts.clientCalls.send(fd, pattern(1472));
        hosts.loop.runUntil(50_000_000);
        long before = hosts.loop.now();
        for (int i = 0; i < 500; i++) {
            assertEquals(1472, hosts.clientCalls.send(fd, pattern(1472)));
        }
        // A buffer of 9216 octets holds four datagrams of 2304; a frame of 1514 octets takes 121,120 ns.
        assertEquals(496 * 121_120, hosts.loop.now() - before);
        hosts.clientCalls.nonBlocking(fd, true);
        ErrnoException e = assertThrows(ErrnoException.class, () -> {
            for (int i = 0; i < 10; i++) {
                hosts.clientCalls.send(fd, pattern(1472));
            }
        });
        assertEquals(Errno.EAGAIN, e.errno());
        hosts.endsClean();
    }

    @Test
    void theSameSeedGivesTheSameFrames() {
        byte[][] runs = new byte[2][];
        for (int i = 0; i < 2; i++) {
            TwoHosts hosts = new TwoHosts(42);
            startEcho(hosts, 1);
            askAndListen(hosts, 5000);
            runs[i] = hosts.captured();
        }
        assertArrayEquals(runs[0], runs[1]);
    }
}
