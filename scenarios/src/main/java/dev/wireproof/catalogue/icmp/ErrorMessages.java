package dev.wireproof.catalogue.icmp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.UdpSpec;

/** Errors that the host sends: their form, their rate, and the packets that never make one. */
public class ErrorMessages {
    private static final int CLOSED = 4000;
    private static final int PORT_UNREACHABLE = 3;
    private static final int PROTOCOL_UNREACHABLE = 2;

    private static UdpSpec stray(int octets) {
        return udp(5000, CLOSED, octets);
    }

    @Scenario(id = "icmp/port-unreachable", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2.1-b", "1122-4.1.3.1", "1122-3.2.2-b", "1812-4.3.2.3-a", "792-b"},
            confirmedBy = {"rfc:1122-3.2.2.1-b", "rfc:1812-4.3.2.3-a", "kernel:6.18.44"})
    public void aClosedPortIsReportedWithAsMuchAsFitsIntoFiveHundredSeventySixOctets(Ladder it) {
        it.in(now(), stray(10));
        it.out(now(), icmp(3, PORT_UNREACHABLE).quoting(it.lastReceived(), 548).quotes(38).ttl(64).dontFragment(false))
                .proves("UDP-1/port-unreachable");
        it.step("548 octets of the packet fit");
        it.in(after(ms(1)), stray(520));
        it.out(now(), icmp(3, PORT_UNREACHABLE).quoting(it.lastReceived(), 548).quotes(548));
        it.in(after(ms(1)), stray(521));
        it.out(now(), icmp(3, PORT_UNREACHABLE).quoting(it.lastReceived(), 548).quotes(548));
        it.in(after(ms(1)), stray(1472));
        it.out(now(), icmp(3, PORT_UNREACHABLE).quoting(it.lastReceived(), 548).quotes(548)).proves("IP-8/quoted-bytes");
        it.equal("NoPorts", 4L, it.sut().counter("Udp.NoPorts"));
        it.equal("InErrors", 0L, it.sut().counter("Udp.InErrors"));
        it.equal("OutDestUnreachs", 4L, it.sut().counter("Icmp.OutDestUnreachs"));
    }

    @Scenario(id = "icmp/error-tos",
            rfc = "1122-3.2.2-d",
            confirmedBy = "kernel:6.18.44")
    public void anErrorHasThePrecedenceOfControlAndTheTosOfItsPacket(Ladder it) {
        it.step("internetwork control, with the delay, throughput and reliability bits of the packet (Linux icmp_send)");
        for (int[] tos : new int[][] {{0x00, 0xC0}, {0x08, 0xC8}, {0x10, 0xD0}, {0xB8, 0xD8}, {0x02, 0xC2}}) {
            it.in(after(ms(1)), stray(10).tos(tos[0]));
            it.out(now(), icmp(3, PORT_UNREACHABLE).tos(tos[1]));
        }
    }

    @Scenario(id = "icmp/protocol-unreachable", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2.1-a", "1122-3.2.2-b"},
            confirmedBy = {"rfc:1122-3.2.2.1-a", "kernel:6.18.44"})
    public void aProtocolThatTheHostDoesNotKnowIsReported(Ladder it) {
        it.in(now(), lastFragment(253, 0, 20));
        it.out(now(), icmp(3, PROTOCOL_UNREACHABLE).quoting(it.lastReceived(), 548).quotes(40)).proves("IP-3/protocol-unreachable");
        it.equal("InUnknownProtos", 1L, it.sut().counter("Ip.InUnknownProtos"));
        it.step("in fragments, when the whole has come");
        it.in(after(ms(1)), fragment(253, 0, 8).id(9));
        it.in(after(ms(1)), lastFragment(253, 8, 28).id(9));
        it.out(now(), icmp(3, PROTOCOL_UNREACHABLE).quotes(48));
    }

    @Scenario(id = "icmp/rate-limit", needs = Capability.COUNTERS,
            rfc = "1812-4.3.2.8-a",
            confirmedBy = {"rfc:1812-4.3.2.8-a", "kernel:6.18.44"})
    public void sixErrorsGoAtOnceAndThenOneEverySecond(Ladder it) {
        for (int i = 0; i < 6; i++) {
            it.in(now(), stray(10));
            it.out(now(), icmp(3, PORT_UNREACHABLE));
        }
        for (int i = 0; i < 4; i++) {
            it.in(now(), stray(10));
        }
        it.quiet(ms(10));
        it.equal("OutRateLimitHost", 4L, it.sut().counter("Icmp.OutRateLimitHost"));
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(i == 0 ? 500 : 480)), stray(10));
            it.in(after(ms(520)), stray(10));
            it.out(now(), icmp(3, PORT_UNREACHABLE));
        }
        it.quiet(ms(10)).proves("IP-8/rate-limit-destination");
        it.step("echo is not limited");
        for (int sequence = 1; sequence <= 10; sequence++) {
            it.in(now(), echoRequest(7, sequence).data(8));
            it.out(now(), echoReply(7, sequence));
        }
    }

    @Scenario(id = "icmp/rate-limit-off", needs = Capability.SYSCTLS,
            rfc = "1812-4.3.2.8-a",
            confirmedBy = {"rfc:1812-4.3.2.8-a", "kernel:6.18.44"})
    public void theLimitCanBeTakenAway(Ladder it) {
        it.sut().sysctl("net.ipv4.icmp_ratelimit", "0");
        for (int i = 0; i < 12; i++) {
            it.in(now(), stray(10));
            it.out(now(), icmp(3, PORT_UNREACHABLE));
        }
    }

    @Scenario(id = "icmp/no-error-about-errors", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2-e", "1122-3.2.2-a"},
            confirmedBy = {"rfc:1122-3.2.2-e", "kernel:6.18.44"})
    public void errorsAndUnknownMessagesAreNeverAnsweredWithAnError(Ladder it) {
        it.sut().socket(DATAGRAM).sendTo(bytes(10), it.peer(), 9);
        it.out(now(), udp(0, 9, 10));
        byte[] sent = it.lastSent();
        for (int[] error : new int[][] {{3, 3}, {3, 2}, {11, 0}, {12, 0}, {5, 1}, {4, 0}, {99, 0}}) {
            it.in(after(ms(1)), icmp(error[0], error[1]).quoting(sent, 28));
        }
        it.quiet(ms(100)).proves("IP-8/no-error-about-error");
        it.equal("OutErrors and messages", 0L, it.sut().counter("Icmp.OutMsgs"));
    }

    @Scenario(id = "icmp/no-error-about-broadcast",
            rfc = {"1122-3.2.2-f", "1122-3.2.2-g", "1122-3.3.6-a"},
            confirmedBy = {"rfc:1122-3.2.2-f", "rfc:1122-3.2.2-g", "kernel:6.18.44"})
    public void packetsToEverybodyMakeNoErrors(Ladder it) {
        it.in(now(), link(stray(10).to(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.in(after(ms(1)), link(stray(10).to(ip("255.255.255.255"))).to(Mac.BROADCAST));
        it.in(after(ms(1)), link(stray(10).to(ip("224.0.0.1"))).to(mac("01:00:5e:00:00:01")));
        it.in(after(ms(1)), link(stray(10)).to(Mac.BROADCAST));
        it.in(after(ms(1)), link(lastFragment(253, 0, 20)).to(Mac.BROADCAST));
        it.quiet(ms(100)).proves("IP-8/no-error-about-broadcast");
        it.in(now(), stray(10));
        it.out(now(), icmp(3, PORT_UNREACHABLE));
    }

    @Scenario(id = "icmp/no-error-to-nobody", malformed = true,
            rfc = {"1122-3.2.1.3-b", "1122-3.2.1.3-a"},
            confirmedBy = {"rfc:1122-3.2.1.3-b", "kernel:6.18.44"})
    public void packetsFromNoHostOrForAnotherMakeNoErrors(Ladder it) {
        for (String source : new String[] {"0.0.0.0", "127.0.0.1", "255.255.255.255", "224.0.0.1", "240.0.0.1"}) {
            it.in(after(ms(1)), stray(10).peer(ip(source)));
        }
        it.step("nor does one from the host itself, or one for somebody else");
        it.in(after(ms(1)), stray(10).peer(Addressing.STANDARD.sut()));
        it.in(after(ms(1)), stray(10).to(ip("10.0.0.77")));
        it.in(after(ms(1)), link(stray(10)).to(mac("02:00:00:00:00:77")));
        it.quiet(ms(100)).proves("IP-7/martian-source", "IP-7/accept-local");
    }

    @Scenario(id = "icmp/no-error-to-broadcast", profile = "textbook",
            rfc = "1122-3.2.2-i",
            confirmedBy = "rfc:1122-3.2.2-i")
    public void aPacketWhoseSourceIsABroadcastAddressMakesNoError(Ladder it) {
        it.in(now(), stray(10).peer(ip("10.0.0.255")));
        it.quiet(ms(100));
    }

    @Scenario(id = "icmp/error-to-broadcast", needs = Capability.SYSCTLS,
            confirmedBy = "kernel:6.18.44")
    public void linuxReportsEvenToABroadcastAddressWhenTheReversePathIsNotChecked(Ladder it) {
        it.in(now(), stray(10).peer(ip("10.0.0.255")));
        it.out(now(), link(icmp(3, PORT_UNREACHABLE).peer(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.sut().sysctl("net.ipv4.conf.eth0.rp_filter", "1");
        it.in(after(ms(1)), stray(10).peer(ip("10.0.0.255")));
        it.quiet(ms(100));
    }

    @Scenario(id = "icmp/no-error-about-later-fragments", needs = Capability.SYSCTLS,
            rfc = {"1122-3.2.2-h", "1122-3.3.2-c"},
            confirmedBy = {"rfc:1122-3.2.2-h", "kernel:6.18.44"})
    public void fragmentsBehindTheFirstMakeNoErrors(Ladder it) {
        it.sut().sysctl("net.ipv4.ipfrag_time", "2");
        it.in(now(), fragment(IpProtocol.UDP, 8, 16).id(9));
        it.in(after(ms(1)), lastFragment(253, 8, 16).id(9));
        it.in(after(ms(1)), fragment(IpProtocol.UDP, 0, 8).id(10));
        it.out(after(seconds(2)), icmp(11, 1).quotes(28)).proves("IP-8/no-error-about-later-fragment", "IP-6/timeout-no-first");
        it.quiet(seconds(3));
    }

    @Scenario(id = "icmp/rate-limit-of-all", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "1812-4.3.2.8-a",
            confirmedBy = {"rfc:1812-4.3.2.8-a", "kernel:6.18.44"})
    public void allErrorsTogetherAreLimitedAndEchoIsNot(Ladder it) {
        it.sut().sysctl("net.ipv4.icmp_ratelimit", "0");
        it.sut().sysctl("net.ipv4.icmp_msgs_per_sec", "0");
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(1)), stray(10));
        }
        it.quiet(ms(10)).proves("IP-8/rate-limit-global");
        it.equal("OutRateLimitGlobal", 3L, it.sut().counter("Icmp.OutRateLimitGlobal")).proves("IP-8/rate-limit-global");
        it.in(now(), echoRequest(7, 1).data(8));
        it.out(now(), echoReply(7, 1).data(8));
    }
}
