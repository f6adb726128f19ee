package dev.wireproof.core.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.IpHost;
import dev.wireproof.core.ip.LinkDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PingTest {
    private static final long MS = 1_000_000L;
    private static final Address B = Address.parse("10.0.0.2");

    private final EventLoop loop = new EventLoop();
    private final IpHost a = new IpHost(loop, "a");
    private final IpHost b = new IpHost(loop, "b");
    private final LinkDevice linkA = a.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
    private final LinkDevice linkB = b.link("eth0", 0x0200_0000_0002L, "10.0.0.2/24");

    PingTest() {
        linkA.plug(linkB, 5 * MS);
    }

    static byte[] echo(int sequence, int data) {
        byte[] message = new byte[IcmpView.SIZE + data];
        new IcmpView().at(message, 0).typeAndCode(IcmpView.ECHO_REQUEST, 0).idAndSequence(0, sequence);
        for (int i = 0; i < data; i++) {
            message[IcmpView.SIZE + i] = (byte) i;
        }
        return message;
    }

    private static Sock.Received receive(Sock s, byte[] into) {
        return s.receive(into, 0, into.length, 0, Call.blocking("recv"));
    }

    @Test
    void theFirstPingTakesTwoRoundTripsAndTheSecondOne() {
        Sock s = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        byte[] sent = echo(7, 56);
        byte[] got = new byte[2000];
        s.send(sent, 0, sent.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send"));
        Sock.Received answer = receive(s, got);
        assertEquals(64, answer.count());
        assertEquals(B, answer.from().address());
        assertEquals(20 * MS, loop.now());
        IcmpView view = new IcmpView().at(got, 0);
        assertEquals(IcmpView.ECHO_REPLY, view.type());
        assertEquals(7, view.sequence());
        assertEquals(s.localEndpoint().port(), view.id());
        assertArrayEquals(Arrays.copyOfRange(sent, 8, 64), Arrays.copyOfRange(got, 8, 64));
        s.send(sent, 0, sent.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send"));
        receive(s, got);
        assertEquals(30 * MS, loop.now());
        assertEquals(NudState.REACHABLE, a.neighbour(linkA, "10.0.0.2").state());
        assertEquals(2, b.count(Counter.ICMP_IN_ECHOS));
        assertEquals(2, b.count(Counter.ICMP_OUT_ECHO_REPS));
        assertEquals(2, a.count(Counter.ICMP_OUT_ECHOS));
        assertEquals(2, a.count(Counter.ICMP_IN_ECHO_REPS));
        s.close(Call.blocking("close"));
        assertEquals(0, a.pings.size());
    }

    @Test
    void aPingLargerThanTheMtuIsAnsweredInFull() {
        Sock s = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        byte[] sent = echo(1, 5000);
        byte[] got = new byte[6000];
        s.send(sent, 0, sent.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send"));
        assertEquals(5008, receive(s, got).count());
        assertArrayEquals(Arrays.copyOfRange(sent, 8, 5008), Arrays.copyOfRange(got, 8, 5008));
        assertEquals(4, a.count(Counter.IP_FRAG_CREATES));
        assertEquals(1, b.count(Counter.IP_REASM_OKS));
        assertEquals(4, b.count(Counter.IP_FRAG_CREATES));
        assertEquals(0, s.sendMemory());
    }

    @Test
    void theHostAnswersItselfOverLoopback() {
        Sock s = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        byte[] sent = echo(1, 56);
        s.send(sent, 0, sent.length, 0, new Sock.Endpoint(Address.parse("10.0.0.1"), 0), Call.blocking("send"));
        Sock.Received answer = receive(s, new byte[100]);
        assertEquals(Address.parse("10.0.0.1"), answer.from().address());
        assertEquals(0, loop.now());
        assertEquals(0, linkA.sent.size());
    }

    @Test
    void aPingSocketSeesOnlyRepliesToItself() {
        Sock one = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        Sock other = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        other.bind(Address.ANY, 0);
        byte[] sent = echo(1, 8);
        one.send(sent, 0, sent.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send"));
        receive(one, new byte[100]);
        ErrnoException none = assertThrows(ErrnoException.class, () -> other.receive(new byte[9], 0, 9, 0, Call.nonBlocking("recv")));
        assertEquals(Errno.EAGAIN, none.errno());
    }

    @Test
    void onlyEchoRequestsMayBeSent() {
        Sock s = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        byte[] reply = echo(1, 8);
        reply[0] = IcmpView.ECHO_REPLY;
        ErrnoException no = assertThrows(ErrnoException.class,
                () -> s.send(reply, 0, reply.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send")));
        assertEquals(Errno.EINVAL, no.errno());
    }

    @Test
    void anUnresolvedHostIsReportedAfterThreeSeconds() {
        Sock s = a.pings.create(Credentials.ROOT, IpProtocol.ICMP);
        s.setOption(Option.IP_RECVERR, 1);
        byte[] sent = echo(1, 8);
        s.send(sent, 0, sent.length, 0, new Sock.Endpoint(Address.parse("10.0.0.9"), 0), Call.blocking("send"));
        ErrnoException no = assertThrows(ErrnoException.class, () -> receive(s, new byte[100]));
        assertEquals(Errno.EHOSTUNREACH, no.errno());
        assertEquals(3000 * MS, loop.now());
    }

    @Test
    void aRawSocketSeesWholePacketsAndMaySendAnything() {
        Sock raw = a.raws.create(Credentials.ROOT, IpProtocol.ICMP);
        byte[] sent = echo(3, 20);
        new IcmpView().at(sent, 0).idAndSequence(77, 3);
        int sum = InternetChecksum.of(sent, 0, sent.length);
        new IcmpView().at(sent, 0).checksum(sum);
        raw.send(sent, 0, sent.length, 0, new Sock.Endpoint(B, 0), Call.blocking("send"));
        byte[] got = new byte[100];
        Sock.Received answer = receive(raw, got);
        assertEquals(48, answer.count());
        assertEquals(0x45, got[0]);
        assertEquals(77, new IcmpView().at(got, 20).id());
    }
}
