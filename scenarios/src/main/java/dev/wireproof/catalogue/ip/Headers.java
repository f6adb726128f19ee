package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.counts;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.LinkSpec;
import dev.wireproof.rig.scenario.Scenario;

/** What can be wrong in a header, and what only looks wrong. */
public class Headers {
    /** A ping whose header can be spoilt: 8 octets of data, total length 36. */
    private static LinkSpec ping() {
        return link(echoRequest(7, 1).data(8));
    }

    private static void answered(Ladder it) {
        it.in(after(ms(1)), ping());
        it.out(now(), echoReply(7, 1).data(8));
    }

    @Scenario(id = "ip/header-errors", malformed = true, needs = Capability.COUNTERS,
            rfc = {"1122-3.2.1.1", "1812-5.2.2-a"},
            confirmedBy = {"rfc:1812-5.2.2-a", "rfc:1122-3.2.1.1", "kernel:6.18.44"})
    public void wrongVersionsAndLengthsAreDroppedInSilence(Ladder it) {
        it.step("version 5, version 6");
        it.in(now(), ping().octet(0, 0x55).headerChecksum());
        it.in(after(ms(1)), ping().octet(0, 0x65).headerChecksum());
        counts(it, "Ip.InHdrErrors", 2).proves("IP-1/version");
        it.step("a header of 16 octets, and one of 60 in a packet of 36");
        it.in(after(ms(1)), ping().octet(0, 0x44).headerChecksum());
        it.in(after(ms(1)), ping().octet(0, 0x4F));
        counts(it, "Ip.InHdrErrors", 4).proves("IP-1/ihl");
        it.step("a total length of 19");
        it.in(after(ms(1)), ping().octet(3, 19).headerChecksum());
        counts(it, "Ip.InHdrErrors", 5).proves("IP-1/total-length");
        it.quiet(ms(1));
        answered(it);
        counts(it, "Ip.InReceives", 6);
        counts(it, "Ip.InDelivers", 1);
    }

    @Scenario(id = "ip/header-checksum", malformed = true, needs = Capability.COUNTERS,
            rfc = {"1122-3.2.1.2", "791-3.1-a"},
            confirmedBy = {"rfc:1122-3.2.1.2", "kernel:6.18.44"})
    public void aWrongHeaderChecksumIsDroppedAndCounted(Ladder it) {
        it.in(now(), ping().octet(10, 0x12).octet(11, 0x34));
        it.in(after(ms(1)), ping().octet(8, 63));
        it.quiet(ms(1));
        counts(it, "IpExt.InCsumErrors", 2);
        counts(it, "Ip.InHdrErrors", 2).proves("IP-1/checksum");
        answered(it);
    }

    @Scenario(id = "ip/truncated", malformed = true, needs = Capability.COUNTERS,
            rfc = {"1812-5.2.2-b", "791-3.1-b"},
            confirmedBy = {"rfc:1812-5.2.2-b", "kernel:6.18.44"})
    public void aPacketShorterThanItSaysIsTruncatedAndALongerOneIsCut(Ladder it) {
        it.in(now(), ping().octet(3, 37).headerChecksum());
        it.quiet(ms(1));
        counts(it, "IpExt.InTruncatedPkts", 1).proves("IP-1/truncated");
        counts(it, "Ip.InHdrErrors", 0);
        it.in(after(ms(1)), ping().padding(30));
        it.out(now(), echoReply(7, 1).data(8)).proves("IP-1/padding-trimmed");
    }

    @Scenario(id = "ip/reserved-and-equal-ids",
            rfc = {"1812-4.2.2.3-a", "6864-4.1-c", "1122-3.2.1.7-b"},
            confirmedBy = {"rfc:6864-4.1-c", "kernel:6.18.44"})
    public void theReservedBitEqualIdentificationsAndAnEndedLifeDropNothing(Ladder it) {
        it.step("reserved flag");
        it.in(now(), ping().octet(6, 0x80).headerChecksum());
        it.out(now(), echoReply(7, 1).data(8));
        it.step("three atomic packets with identification 0");
        for (int i = 0; i < 3; i++) {
            it.in(after(ms(1)), ping().octet(4, 0).octet(5, 0).octet(6, 0x40).headerChecksum());
            it.out(now(), echoReply(7, 1).data(8));
        }
        it.step("time to live 0");
        it.in(after(ms(1)), ping().octet(8, 0).headerChecksum());
        it.out(now(), echoReply(7, 1).data(8).ttl(64));
    }

    @Scenario(id = "ip/frames-of-others", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.1.3-a", "1122-2.3.3-a"},
            confirmedBy = {"rfc:1122-3.2.1.3-a", "kernel:6.18.44"})
    public void framesForAnotherMacAndUnknownTypesAreNotForIp(Ladder it) {
        it.in(now(), ping().to(mac("02:00:00:00:00:77")));
        it.step("the Ethernet type is the two octets before the packet: 0x88B5, for experiments");
        it.in(after(ms(1)), ping().octet(-2, 0x88).octet(-1, 0xB5));
        it.quiet(ms(1));
        counts(it, "Ip.InReceives", 0).proves("DEV-16/otherhost-dropped", "DEV-16/by-ethertype");
        it.step("another host's address in a frame for this one");
        it.in(after(ms(1)), link(echoRequest(7, 1).data(8).to(ip("10.0.0.77"))));
        it.quiet(ms(1));
        counts(it, "Ip.InAddrErrors", 1);
        answered(it);
    }

    @Scenario(id = "ip/no-whole-transport-header", malformed = true, needs = Capability.COUNTERS,
            confirmedBy = "kernel:6.18.44")
    public void aPacketWithLessThanATcpHeaderIsDroppedInSilence(Ladder it) {
        it.in(now(), lastFragment(IpProtocol.TCP, 0, 10));
        it.in(after(ms(1)), lastFragment(IpProtocol.TCP, 0, 19));
        it.quiet(ms(10));
        counts(it, "Tcp.InSegs", 2);
        counts(it, "Tcp.InErrs", 0);
        it.step("a header length below 20 octets is an error that is counted");
        it.in(now(), link(ack(1, 1)).octet(32, 0x40));
        it.quiet(ms(10));
        counts(it, "Tcp.InErrs", 1);
        counts(it, "Tcp.InCsumErrors", 0);
    }
}
