package dev.wireproof.core.udp;

import static dev.wireproof.core.udp.LoopbackHost.HERE;
import static dev.wireproof.core.udp.LoopbackHost.fails;
import static dev.wireproof.core.udp.LoopbackHost.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpSendTest {
    private static final int CLOSED_PORT = 9;

    private final LoopbackHost host = new LoopbackHost();
    private final int fd = host.socket();

    @AfterEach
    void nothingIsLeft() {
        host.endsClean();
    }

    @Test
    void callsThatCannotWorkSayWhy() {
        fails(Errno.EDESTADDRREQ, () -> host.calls.send(fd, octets("x")));
        fails(Errno.EINVAL, () -> host.calls.sendTo(fd, octets("x"), HERE, 0));
        fails(Errno.EOPNOTSUPP, () -> host.calls.send(fd, octets("x"), 0, 1, Sock.MSG_OOB));
        fails(Errno.EMSGSIZE, () -> host.calls.sendTo(fd, new byte[65_536], HERE, 7));
        fails(Errno.EMSGSIZE, () -> host.calls.sendTo(fd, new byte[65_508], HERE, 7));
        fails(Errno.ENETUNREACH, () -> host.calls.sendTo(fd, octets("x"), Address.parse("192.0.2.1"), 7));
        fails(Errno.EOPNOTSUPP, () -> host.calls.listen(fd, 1));
        fails(Errno.EOPNOTSUPP, () -> host.calls.accept(fd));
        host.counted(0, Counter.UDP_OUT_DATAGRAMS);
    }

    @Test
    void theLargestDatagramArrives() {
        int server = host.bound(7);
        host.calls.setOption(server, Option.SO_RCVBUF, 200_000);
        assertEquals(65_507, host.calls.sendTo(fd, new byte[65_507], HERE, 7));
        host.loop.runInstant();
        assertEquals(65_507, host.calls.recv(server, 70_000).length);
    }

    @Test
    void broadcastNeedsPermission() {
        fails(Errno.EACCES, () -> host.calls.sendTo(fd, octets("x"), Address.parse("127.255.255.255"), 7));
        fails(Errno.EACCES, () -> host.calls.connect(fd, Address.parse("127.255.255.255"), 7));
        host.calls.setOption(fd, Option.SO_BROADCAST, 1);
        host.calls.sendTo(fd, octets("x"), Address.parse("127.255.255.255"), 7);
        host.loop.runInstant();
        host.counted(1, Counter.UDP_IGNORED_MULTI);
        host.counted(0, Counter.UDP_NO_PORTS);
    }

    @Test
    void aRefusedDatagramIsToldByTheNextCallOfAConnectedSocketOnce() {
        int connected = host.connected(CLOSED_PORT);
        host.calls.send(connected, octets("first"));
        host.loop.runInstant();
        assertEquals("OUT ERR", Ready.text(host.calls.ready(connected)));
        fails(Errno.ECONNREFUSED, () -> host.calls.send(connected, octets("not sent")));
        host.counted(1, Counter.UDP_OUT_DATAGRAMS);
        host.calls.nonBlocking(connected, true);
        fails(Errno.EAGAIN, () -> host.recv(connected));
        assertEquals(Errno.OK, host.calls.takeError(connected));
    }

    @Test
    void anUnconnectedSocketHearsNothingOfRefusals() {
        host.send(fd, "x", CLOSED_PORT);
        assertEquals("OUT", Ready.text(host.calls.ready(fd)));
        host.calls.setOption(fd, Option.IP_RECVERR, 1);
        host.send(fd, "x", CLOSED_PORT);
        assertEquals(Errno.ECONNREFUSED, host.calls.takeError(fd));
    }

    @Test
    void corkedPiecesLeaveAsOneDatagram() {
        int server = host.bound(7);
        host.calls.connect(fd, HERE, 7);
        host.calls.send(fd, octets("one "), 0, 4, Sock.MSG_MORE);
        host.calls.send(fd, octets("two"));
        host.loop.runInstant();
        assertEquals("one two", host.recv(server));
        host.calls.setOption(fd, Option.UDP_CORK, 1);
        host.calls.send(fd, octets("three "));
        host.calls.send(fd, octets("four"));
        host.loop.runInstant();
        assertFalse(host.has(server));
        host.calls.setOption(fd, Option.UDP_CORK, 0);
        host.loop.runInstant();
        assertEquals("three four", host.recv(server));
    }

    @ParameterizedTest
    @CsvSource({"1, 832", "100, 832", "200, 1280", "640, 1280", "1000, 2304", "1472, 2304", "4000, 8448"})
    void aDatagramIsChargedAsLinuxChargesIt(int payload, int truesize) {
        assertEquals(truesize, UdpOutput.truesizeOf(payload));
    }

    @Test
    void checksumsAreSentUnlessSwitchedOffAndZeroIsSentAsOnes() {
        List<Integer> sent = new ArrayList<>();
        host.net.hooks().register(HookPoint.LOCAL_OUT, 0, (point, skb, in, out) -> {
            skb.mayPull(30);
            sent.add(Octets.u16(skb.head(), skb.data() + 26));
            return Verdict.ACCEPT;
        });
        int server = host.bound(7);
        host.calls.connect(fd, HERE, 7);
        int port = host.calls.localEndpoint(fd).port();
        // Sum of pseudo-header, ports and lengths; the payload completes it to all ones.
        int sum = 0x7F00 + 0x0001 + 0x7F00 + 0x0001 + 17 + 10 + port + 7 + 10;
        int missing = 0xFFFF - ((sum & 0xFFFF) + (sum >>> 16));
        host.calls.send(fd, new byte[] {(byte) (missing >>> 8), (byte) missing});
        host.calls.setOption(fd, Option.SO_NO_CHECK, 1);
        host.calls.send(fd, octets("ab"));
        host.loop.runInstant();
        assertEquals(List.of(0xFFFF, 0), sent);
        assertEquals(2, host.calls.recv(server, 9).length);
        assertEquals("ab", host.recv(server));
    }

    @Test
    void aHookThatDropsIsPermissionDenied() {
        host.net.hooks().register(HookPoint.LOCAL_OUT, 0, (point, skb, in, out) -> Verdict.DROP);
        fails(Errno.EPERM, () -> host.calls.sendTo(fd, octets("x"), HERE, 7));
        host.counted(0, Counter.UDP_OUT_DATAGRAMS);
    }
}
