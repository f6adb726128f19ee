package dev.wireproof.catalogue.icmp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Queries: echo and timestamp, asked and answered. */
public class Echo {
    @Scenario(id = "icmp/echo", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2.6-a", "792-a", "1122-3.2.1.7-b"},
            confirmedBy = {"rfc:1122-3.2.2.6-a", "kernel:6.18.44"})
    public void echoRequestsOfAllSizesComeBackUnchanged(Ladder it) {
        int sequence = 0;
        for (int data : new int[] {0, 1, 8, 56, 1472}) {
            it.in(after(ms(1)), echoRequest(0x1234, ++sequence).data(data));
            it.out(now(), echoReply(0x1234, sequence).data(data).ttl(64).dontFragment(false)).proves("IP-8/echo");
        }
        it.step("the TOS octet comes back too, and a TTL of 1 is enough to arrive");
        it.in(after(ms(1)), echoRequest(7, 1).data(8).tos(0x10).ttl(1));
        it.out(now(), echoReply(7, 1).data(8).tos(0x10).ttl(64));
        it.equal("InEchos", 6L, it.sut().counter("Icmp.InEchos"));
        it.equal("OutEchoReps", 6L, it.sut().counter("Icmp.OutEchoReps"));
    }

    @Scenario(id = "icmp/echo-source",
            rfc = "1122-3.2.2.6-b",
            confirmedBy = {"rfc:1122-3.2.2.6-b", "kernel:6.18.44"})
    public void theReplyComesFromTheAddressThatWasAsked(Ladder it) {
        it.sut().addAddress("eth0", Cidr.parse("10.0.0.9/24"));
        it.in(now(), echoRequest(7, 1).data(8).to(ip("10.0.0.9")));
        it.out(now(), echoReply(7, 1).data(8).to(ip("10.0.0.9")));
        it.in(after(ms(1)), echoRequest(7, 2).data(8));
        it.out(now(), echoReply(7, 2).data(8).to(Addressing.STANDARD.sut()));
    }

    @Scenario(id = "icmp/echo-to-broadcast", needs = Capability.SYSCTLS,
            rfc = "1122-3.2.2.6-c",
            confirmedBy = {"rfc:1122-3.2.2.6-c", "kernel:6.18.44"})
    public void echoToEverybodyIsIgnoredUnlessSetOtherwise(Ladder it) {
        it.in(now(), link(echoRequest(7, 1).data(8).to(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.in(after(ms(1)), link(echoRequest(7, 2).data(8).to(ip("255.255.255.255"))).to(Mac.BROADCAST));
        it.quiet(ms(10));
        it.sut().sysctl("net.ipv4.icmp_echo_ignore_broadcasts", "0");
        it.in(after(ms(1)), link(echoRequest(7, 3).data(8).to(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.out(now(), echoReply(7, 3).data(8).to(Addressing.STANDARD.sut())).proves("IP-7/broadcast");
        it.sut().sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        it.in(after(ms(1)), echoRequest(7, 4).data(8));
        it.quiet(ms(10));
    }

    @Scenario(id = "icmp/queries-not-answered", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2-a", "1122-3.2.2.7", "1122-3.2.2.9", "1122-3.2.2.8"},
            confirmedBy = {"rfc:1122-3.2.2-a", "kernel:6.18.44"})
    public void informationMaskAndUnknownTypesMeetSilenceAndATimestampAnAnswer(Ladder it) {
        it.in(now(), icmp(15, 0).id(7, 1));
        it.in(after(ms(1)), icmp(17, 0).id(7, 1).data(4));
        it.in(after(ms(1)), icmp(10, 0));
        it.in(after(ms(1)), icmp(40, 0).data(8));
        it.quiet(ms(10));
        it.equal("InErrors", 1L, it.sut().counter("Icmp.InErrors"));
        it.in(after(ms(1)), icmp(13, 0).id(7, 1).data(12));
        it.out(now(), icmp(14, 0).id(7, 1).data(12)).proves("IP-8/timestamp");
    }

    @Scenario(id = "icmp/bad-checksum", malformed = true, needs = Capability.COUNTERS,
            rfc = "792-a",
            confirmedBy = {"rfc:792-a", "kernel:6.18.44"})
    public void aMessageWithAWrongChecksumIsDroppedAndCounted(Ladder it) {
        it.in(now(), echoRequest(7, 1).data(8).badChecksum());
        it.quiet(ms(10));
        it.equal("InCsumErrors", 1L, it.sut().counter("Icmp.InCsumErrors"));
        it.equal("InErrors", 1L, it.sut().counter("Icmp.InErrors"));
        it.equal("InMsgs", 1L, it.sut().counter("Icmp.InMsgs"));
        it.in(after(ms(1)), echoRequest(7, 2).data(8));
        it.out(now(), echoReply(7, 2).data(8));
    }

    @Scenario(id = "icmp/ping-socket",
            rfc = "1122-3.2.2.6-g",
            confirmedBy = {"rfc:1122-3.2.2.6-g", "kernel:6.18.44"})
    public void aProgramPingsAndHearsItsOwnRepliesAlone(Ladder it) {
        SutSocket ping = it.sut().socket(PING).connect(it.peer(), 0);
        ping.write(new byte[] {8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7});
        it.out(now(), icmp(8, 0).data(8));
        int id = idOf(it.lastSent());
        PendingCall<byte[]> receive = it.call("recv", () -> ping.read(100));
        it.in(after(ms(10)), echoReply(id ^ 1, 1).data(8));
        receive.blocks();
        it.in(after(ms(10)), echoReply(id, 1).data(8));
        it.quiet(ms(1));
        it.equal("octets received", 16, receive.result().length).proves("IP-9/ping-socket");
    }

    private static int idOf(byte[] packet) {
        return (packet[24] & 0xFF) << 8 | packet[25] & 0xFF;
    }

    @Scenario(id = "icmp/timestamp-reply-unasked", needs = Capability.COUNTERS,
            rfc = "1122-3.2.2.8",
            confirmedBy = "kernel:6.18.44")
    public void aTimestampReplyThatNobodyAskedForIsCountedAndForgotten(Ladder it) {
        it.in(now(), icmp(14, 0).id(7, 1).data(12));
        it.quiet(ms(10));
        it.equal("InTimestampReps", 1L, it.sut().counter("Icmp.InTimestampReps"));
        it.equal("InErrors", 0L, it.sut().counter("Icmp.InErrors"));
    }
}
