package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Which fragments belong together, what contradicts, what is too much, and what is too late. */
public class ReassemblyRules {
    @Scenario(id = "ip-fragment/key", needs = Capability.COUNTERS,
            rfc = "791-3.2-g",
            confirmedBy = {"rfc:791-3.2-g", "kernel:6.18.44"})
    public void protocolSourceAndIdentificationKeepDatagramsApart(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        byte[] ping = it.payloadOf(echoRequest(7, 1).data(16));
        it.in(now(), p(whole, 9));
        it.step("the same octets of another protocol, another identification, another host");
        it.in(now(), fragment(ICMP, 8, 16).of(ping).id(9));
        it.in(now(), q(whole, 10));
        it.in(now(), q(whole, 9).peer(ip("10.0.0.3")));
        it.in(now(), r(whole, 9));
        nothing(it, receiver);
        it.in(now(), q(whole, 9));
        delivered(it, receiver, DATA).proves("IP-6/key");
        it.in(now(), fragment(ICMP, 0, 8).of(ping).id(9));
        it.in(now(), lastFragment(ICMP, 16, 24).of(ping).id(9));
        it.out(now(), echoReply(7, 1).data(16));
        counts(it, "Ip.ReasmOKs", 2);
    }

    @Scenario(id = "ip-fragment/timeout-with-first", needs = {Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = {"1122-3.3.2-b", "1122-3.3.2-c", "815-7-a", "792-c", "1122-3.2.2-b"},
            confirmedBy = {"rfc:1122-3.3.2-c", "kernel:6.18.44"})
    public void afterThirtySecondsTheFirstFragmentIsQuotedInTimeExceeded(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), p(whole, 9));
        byte[] first = it.lastReceived();
        it.step("a later fragment does not give it more time");
        it.in(after(seconds(20)), r(whole, 9));
        it.out(after(seconds(10)), icmp(11, 1).quoting(first, 548).tos(0xC0).ttl(64).dontFragment(false))
                .proves("IP-6/timeout", "IP-6/timeout-icmp", "IP-8/time-exceeded");
        counts(it, "Ip.ReasmTimeout", 1);
        counts(it, "Ip.ReasmFails", 1);
        it.in(after(ms(10)), q(whole, 9));
        nothing(it, receiver);
    }

    @Scenario(id = "ip-fragment/timeout-without-first", needs = {Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = {"1122-3.3.2-b", "1122-3.3.2-c"},
            confirmedBy = {"rfc:1122-3.3.2-c", "kernel:6.18.44"})
    public void withoutTheFirstFragmentTheTimeEndsInSilence(Ladder it) {
        receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), q(whole, 9));
        it.in(after(ms(10)), r(whole, 9));
        it.quiet(seconds(40)).proves("IP-6/timeout-no-first", "IP-8/no-error-about-later-fragment");
        counts(it, "Ip.ReasmTimeout", 1).proves("IP-6/timeout");
        counts(it, "Ip.ReasmFails", 1);
    }

    @Scenario(id = "ip-fragment/contradicting-ends", needs = Capability.COUNTERS, malformed = true,
            rfc = "791-3.2-a",
            confirmedBy = "kernel:6.18.44")
    public void fragmentsThatContradictTheKnownEndDiscardTheDatagram(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, 40);
        it.step("a second last fragment that ends elsewhere");
        it.in(now(), lastFragment(UDP, 16, 48).of(whole).id(1));
        it.in(now(), lastFragment(UDP, 16, 24).of(whole).id(1));
        counts(it, "Ip.ReasmFails", 1);
        it.step("a fragment behind the last");
        it.in(now(), lastFragment(UDP, 16, 24).of(whole).id(2));
        it.in(now(), fragment(UDP, 24, 32).of(whole).id(2));
        counts(it, "Ip.ReasmFails", 2);
        it.step("an empty last fragment");
        it.in(now(), fragment(UDP, 0, 16).of(whole).id(3));
        it.in(now(), lastFragment(UDP, 16, 16).of(whole).id(3));
        counts(it, "Ip.ReasmFails", 3);
        it.step("a length that is no multiple of 8 counts up to the last multiple");
        it.in(now(), fragment(UDP, 0, 20).of(whole).id(4));
        it.in(now(), lastFragment(UDP, 24, 48).of(whole).id(4));
        nothing(it, receiver);
        it.in(now(), fragment(UDP, 16, 24).of(whole).id(4));
        delivered(it, receiver, 40);
    }

    @Scenario(id = "ip-fragment/ping-of-death", needs = Capability.COUNTERS, malformed = true,
            rfc = "1122-3.3.2-a",
            confirmedBy = "kernel:6.18.44")
    public void aDatagramThatWouldBeLongerThanAHeaderCanSayIsDropped(Ladder it) {
        byte[] ping = it.payloadOf(echoRequest(7, 1).data(1472));
        for (int from = 0; from < 65_120; from += 1480) {
            it.in(now(), fragment(ICMP, from, from + 1480).contents(from == 0 ? ping : new byte[1480]).id(9));
        }
        it.in(now(), fragment(ICMP, 65_120, 65_512).id(9));
        it.in(now(), lastFragment(ICMP, 65_512, 65_812).id(9));
        it.quiet(ms(10)).proves("IP-6/oversize");
        counts(it, "Ip.ReasmOKs", 0);
        it.in(now(), echoRequest(7, 2).data(8));
        it.out(now(), echoReply(7, 2).data(8));
    }

    @Scenario(id = "ip-fragment/padding-trimmed", malformed = true,
            rfc = "791-3.1-b",
            confirmedBy = {"rfc:791-3.1-b", "kernel:6.18.44"})
    public void paddingBehindAShortFragmentIsCutOff(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), link(p(whole, 9)).padding(18));
        it.in(now(), link(r(whole, 9)).padding(18));
        it.in(now(), link(q(whole, 9)).padding(18));
        delivered(it, receiver, DATA).proves("IP-1/padding-trimmed");
        it.in(now(), link(udp(5000, PORT, 3)).padding(15));
        delivered(it, receiver, 3);
    }

    @Scenario(id = "ip-fragment/memory-bound", needs = {Capability.COUNTERS, Capability.SYSCTLS},
            rfc = "1122-3.3.2-a",
            confirmedBy = "kernel:6.18.44")
    public void fragmentsBeyondTheMemoryLimitAreRefused(Ladder it) {
        SutSocket receiver = receiver(it);
        it.sut().sysctl("net.ipv4.ipfrag_low_thresh", "1");
        it.sut().sysctl("net.ipv4.ipfrag_high_thresh", "1");
        byte[] whole = datagram(it, DATA);
        it.in(now(), p(whole, 1));
        it.in(now(), q(whole, 1));
        it.in(now(), p(whole, 2));
        it.quiet(ms(1));
        counts(it, "Ip.ReasmFails", 2).proves("IP-6/memory-bound");
        it.sut().sysctl("net.ipv4.ipfrag_high_thresh", "4194304");
        it.in(after(ms(1)), q(whole, 1));
        it.in(now(), r(whole, 1));
        delivered(it, receiver, DATA);
    }

    @Scenario(id = "ip-fragment/distance", needs = Capability.COUNTERS,
            rfc = "6864-4.3-a",
            confirmedBy = "kernel:6.18.44")
    public void aDatagramIsBegunAnewAfterSixtyFiveOtherFragmentsOfItsSource(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), p(whole, 1));
        for (int id = 1001; id <= 1065; id++) {
            it.in(now(), q(whole, id));
        }
        it.in(now(), q(whole, 1));
        it.in(now(), r(whole, 1));
        nothing(it, receiver);
        counts(it, "Ip.ReasmFails", 1);
        it.in(now(), p(whole, 1));
        delivered(it, receiver, DATA);
    }

    @Scenario(id = "ip-fragment/ecn-of-the-whole", needs = Capability.COUNTERS,
            rfc = {"3168-5.3-a", "3168-5.3-b"},
            confirmedBy = {"rfc:3168-5.3-a", "rfc:3168-5.3-b", "kernel:6.18.44"})
    public void congestionMarksOfFragmentsAreKeptAndMixturesThatCannotBeAreDropped(Ladder it) {
        byte[] ping = it.payloadOf(echoRequest(7, 1).data(16));
        int id = 0;
        for (int[] marks : new int[][] {{2, 2, 2}, {2, 3, 3}, {1, 3, 3}, {0, 0, 0}}) {
            it.in(now(), fragment(ICMP, 0, 8).of(ping).id(++id).tos(marks[0]));
            it.in(now(), lastFragment(ICMP, 8, 24).of(ping).id(id).tos(marks[1]));
            it.out(now(), echoReply(7, 1).data(16).tos(marks[2]));
        }
        for (int[] marks : new int[][] {{0, 3}, {3, 0}, {0, 2}, {1, 0}}) {
            it.in(now(), fragment(ICMP, 0, 8).of(ping).id(++id).tos(marks[0]));
            it.in(now(), lastFragment(ICMP, 8, 24).of(ping).id(id).tos(marks[1]));
            it.quiet(ms(1));
        }
        counts(it, "Ip.ReasmFails", 4);
    }
}
