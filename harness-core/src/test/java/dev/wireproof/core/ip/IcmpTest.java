package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.echo;
import static dev.wireproof.core.ip.Packets.frame;
import static dev.wireproof.core.ip.Packets.icmp;
import static dev.wireproof.core.ip.Packets.ip;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ICMP of a host with one link (facts 5). */
class IcmpTest {
    private static final long MS = 1_000_000L;
    private static final String ME = "10.0.0.1";
    private static final String PEER = "10.0.0.2";
    private static final int NOBODY = 200;

    private final EventLoop loop = new EventLoop();
    private final IpHost host = new IpHost(loop, "host");
    private final LinkDevice eth0 = host.link("eth0", 0x0200_0000_0001L, ME + "/24");
    private final RecordingTransport transport = new RecordingTransport();

    IcmpTest() {
        host.stack.network().register(transport);
        host.knows(eth0, PEER, Packets.PEER);
    }

    private void receive(byte[] packet) {
        eth0.receive(frame(eth0, packet));
    }

    /** The one packet sent, checked: good header, good ICMP checksum. */
    private byte[] answer() {
        assertEquals(1, eth0.sent.size());
        byte[] packet = eth0.take().get(0).packet();
        assertTrue(view(packet).checksumHolds());
        assertEquals(IpProtocol.ICMP, view(packet).protocol());
        assertEquals(0, InternetChecksum.of(packet, 20, packet.length - 20));
        return packet;
    }

    private static IcmpView message(byte[] packet) {
        return new IcmpView().at(packet, Ipv4View.SIZE);
    }

    private void isSilent() {
        assertEquals(0, eth0.sent.size());
    }

    @Test
    void anEchoRequestIsAnsweredWithTheSameIdentifierSequenceAndData() {
        byte[] request = ip(PEER, ME, IpProtocol.ICMP, echo(1, 8));
        view(request).tos(0x10).fillChecksum();
        receive(request);
        byte[] reply = answer();
        assertEquals(ME, Address.v4(view(reply).source()).toString());
        assertEquals(PEER, Address.v4(view(reply).destination()).toString());
        assertEquals(64, view(reply).ttl());
        assertEquals(0x10, view(reply).tos());
        assertEquals(0, view(reply).flagsAndOffset());
        assertArrayEquals(Arrays.copyOfRange(request, 24, request.length), Arrays.copyOfRange(reply, 24, reply.length));
        assertEquals(IcmpView.ECHO_REPLY, message(reply).type());
        assertEquals(0x5435 + 0x0800, message(reply).checksum());
    }

    @Test
    void echoToABroadcastIsIgnoredUnlessAllowedAndThenComesFromAnOwnAddress() {
        byte[] request = frame(-1L >>> 16, ip(PEER, "10.0.0.255", IpProtocol.ICMP, echo(1, 8)));
        eth0.receive(request);
        isSilent();
        host.set("net.ipv4.icmp_echo_ignore_broadcasts", 0);
        eth0.receive(request);
        assertEquals(ME, Address.v4(view(answer()).source()).toString());
    }

    @Test
    void echoCanBeTurnedOff() {
        host.set("net.ipv4.icmp_echo_ignore_all", 1);
        receive(ip(PEER, ME, IpProtocol.ICMP, echo(1, 8)));
        isSilent();
        assertEquals(1, host.count(Counter.ICMP_IN_ECHOS));
    }

    @Test
    void aTimestampRequestIsAnsweredWithMillisecondsSinceMidnight() {
        loop.runUntil(3_723_004 * MS);
        byte[] request = icmp(IcmpView.TIMESTAMP_REQUEST, 0, 0x0001_0002, new byte[] {0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0});
        receive(ip(PEER, ME, IpProtocol.ICMP, request));
        byte[] reply = answer();
        assertEquals(IcmpView.TIMESTAMP_REPLY, message(reply).type());
        assertEquals(0x0001_0002, message(reply).rest());
        assertEquals(List.of(9, 3_723_004, 3_723_004), List.of(Octets.i32(reply, 28), Octets.i32(reply, 32), Octets.i32(reply, 36)));
    }

    @Test
    void damagedShortAndUnknownMessagesAreErrors() {
        byte[] damaged = echo(1, 8);
        damaged[9] ^= 1;
        receive(ip(PEER, ME, IpProtocol.ICMP, damaged));
        receive(ip(PEER, ME, IpProtocol.ICMP, new byte[] {8, 0, (byte) 0xF7, (byte) 0xFF}));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(42, 0, 0, new byte[8])));
        isSilent();
        assertEquals(3, host.count(Counter.ICMP_IN_MSGS));
        assertEquals(3, host.count(Counter.ICMP_IN_ERRORS));
        assertEquals(1, host.count(Counter.ICMP_IN_CSUM_ERRORS));
    }

    @Test
    void anUnknownProtocolIsToldUnreachableWithItsPacketQuoted() {
        byte[] packet = ip(PEER, ME, NOBODY, bytes(1000));
        receive(packet);
        byte[] error = answer();
        assertEquals(List.of(3, 2, 0), List.of(message(error).type(), message(error).code(), message(error).rest()));
        assertEquals(576, error.length);
        assertArrayEquals(Arrays.copyOf(packet, 548), Arrays.copyOfRange(error, 28, 576));
        assertEquals(0xC0, view(error).tos());
        assertEquals(1, host.count(Counter.IP_IN_UNKNOWN_PROTOS));
        assertEquals(1, host.count(Counter.ICMP_OUT_DEST_UNREACHS));
    }

    @Test
    void nothingIsSaidAboutErrorsBroadcastsAndLaterFragments() {
        byte[] quoted = ip(ME, PEER, NOBODY, bytes(8));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(3, 3, 0, quoted)));
        eth0.receive(frame(-1L >>> 16, ip(PEER, "10.0.0.255", NOBODY, bytes(8))));
        eth0.receive(frame(-1L >>> 16, ip(PEER, ME, NOBODY, bytes(8))));
        receive(Packets.fragment(PEER, ME, 7, 800, false, bytes(8)));
        isSilent();
    }

    @Test
    void sixErrorsAtOnceAndThenOneASecond() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            loop.runUntil(i * 10 * MS);
            receive(ip(PEER, ME, NOBODY, bytes(8)));
            eth0.take().forEach(s -> times.add(s.atNanos() / MS));
        }
        assertEquals(List.of(0L, 10L, 20L, 30L, 40L, 50L, 1000L, 2000L), times);
        assertEquals(292, host.count(Counter.ICMP_OUT_RATE_LIMIT_HOST));
    }

    @Test
    void manyDestinationsShareAGlobalLimit() {
        int sent = 0;
        for (int i = 2; i < 252; i++) {
            host.knows(eth0, "10.0.0." + i, Packets.PEER);
            receive(ip("10.0.0." + i, ME, NOBODY, bytes(8)));
            sent += eth0.take().size();
        }
        assertTrue(sent >= 26 && sent <= 100, "burst of 50 at a price of 0 to 2: " + sent);
        assertEquals(250 - sent, host.count(Counter.ICMP_OUT_RATE_LIMIT_GLOBAL));
    }

    @Test
    void errorsReachTheTransportThatSentTheQuotedPacket() {
        Errno[] expected = {
            Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENOPROTOOPT, Errno.ECONNREFUSED, Errno.EMSGSIZE, Errno.EOPNOTSUPP,
            Errno.ENETUNREACH, Errno.EHOSTDOWN, Errno.ENONET, Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENETUNREACH,
            Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH
        };
        List<Integer> hard = List.of(2, 3, 6, 7, 8, 9, 10, 13, 14, 15);
        byte[] quoted = ip(ME, "192.0.2.9", RecordingTransport.NUMBER, bytes(20));
        for (int code = 0; code < 16; code++) {
            receive(ip(PEER, ME, IpProtocol.ICMP, icmp(3, code, 1234, quoted)));
            IcmpError e = transport.errors.get(code);
            assertEquals(expected[code], e.errno(), "code " + code);
            assertEquals(hard.contains(code), e.hard(), "code " + code);
            assertEquals(code == 4 ? 1234 : 0, e.info());
            assertEquals(Address.parse(PEER), e.offender());
        }
        assertEquals(Address.parse(ME).low(), transport.last.sourceLow);
        assertEquals(Address.parse("192.0.2.9").low(), transport.last.destinationLow);
        assertArrayEquals(bytes(20), transport.last.toBytes());
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(3, 16, 0, quoted)));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(11, 1, 0, quoted)));
        assertEquals(16, transport.errors.size());
        assertEquals(1, host.count(Counter.ICMP_IN_TIME_EXCDS));
    }

    @Test
    void timeExceededIsSoftAndParameterProblemHard() {
        byte[] quoted = ip(ME, "192.0.2.9", RecordingTransport.NUMBER, bytes(20));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(11, 0, 0, quoted)));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(12, 0, 20 << 24, quoted)));
        assertEquals(List.of(Errno.EHOSTUNREACH, Errno.EPROTO), transport.errors.stream().map(IcmpError::errno).toList());
        assertEquals(List.of(false, true), transport.errors.stream().map(IcmpError::hard).toList());
        assertEquals(20, transport.errors.get(1).info());
    }

    @Test
    void anErrorThatQuotesTooLittleIsBad() {
        byte[] quoted = ip(ME, "192.0.2.9", RecordingTransport.NUMBER, bytes(7));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(3, 3, 0, quoted)));
        receive(ip(PEER, ME, IpProtocol.ICMP, icmp(3, 3, 0, new byte[19])));
        assertEquals(0, transport.errors.size());
        assertEquals(2, host.count(Counter.ICMP_IN_ERRORS));
    }

    @Test
    void fragmentationNeededFollowsIpNoPmtuDisc() {
        byte[] packet = ip(PEER, ME, IpProtocol.ICMP, icmp(3, 4, 1300, ip(ME, "192.0.2.9", RecordingTransport.NUMBER, bytes(20))));
        host.set("net.ipv4.ip_no_pmtu_disc", 1);
        receive(packet);
        assertEquals(0, transport.errors.get(0).info());
        host.set("net.ipv4.ip_no_pmtu_disc", 2);
        receive(packet);
        assertEquals(1, transport.errors.size());
    }
}
