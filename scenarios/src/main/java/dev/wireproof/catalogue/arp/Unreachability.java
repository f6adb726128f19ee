package dev.wireproof.catalogue.arp;

import static dev.wireproof.catalogue.arp.Neighbours.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The walk of a known neighbour through REACHABLE, STALE, DELAY and PROBE (RFC 4861 section 7.3.3 by ARP). */
public class Unreachability {
    private static final String BASE_TIME = "net.ipv4.neigh.eth0.base_reachable_time_ms";
    private static final int DISCARD = Neighbours.PORT;

    @Scenario(id = "arp-nud/reachable-becomes-stale", needs = {Capability.NEIGHBOURS, Capability.VIRTUAL_TIME},
            rfc = {"4861-7.3.3-c", "4861-7.3.3-d"},
            confirmedBy = {"rfc:4861-7.3.3-c", "rfc:4861-7.3.3-d", "kernel:6.18.44"})
    public void anUnusedEntryIsReachableForFifteenToFortyFiveSeconds(Ladder it) {
        reachable(it, sender(it));
        it.quiet(ms(14_998));
        state(it, "REACHABLE");
        // A timer that fires in the very instant still finds the entry reachable, and looks again after 10 ms (neigh_timer_handler).
        it.quiet(ms(30_012));
        state(it, "STALE").proves("NEIGH-2/reachable-to-stale", "NEIGH-3/reachable-time-range");
        it.step("nothing is asked until the entry is used");
        it.quiet(seconds(600));
        state(it, "STALE");
    }

    @Scenario(id = "arp-nud/stale-delay-probe-reachable", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.3-e", "4861-7.3.3-f", "4861-7.3.3-j", "4861-7.3.3-c"},
            confirmedBy = {"rfc:4861-7.3.3-e", "rfc:4861-7.3.3-f", "example:RFC 4861 NUD time line", "kernel:6.18.44"})
    public void aStaleEntryIsUsedAtOnceAndProbedFiveSecondsLater(Ladder it) {
        SutSocket socket = sender(it);
        stale(it);
        it.quiet(seconds(1));
        send(socket, 10);
        it.out(now(), link(udp(0, DISCARD, 10)).to(PEER_MAC));
        state(it, "DELAY").proves("NEIGH-2/stale-to-delay");
        it.out(after(seconds(5)), probe()).proves("NEIGH-3/delay-first-probe");
        state(it, "PROBE").proves("NEIGH-2/delay-to-probe");
        it.in(after(ms(10)), arpReply());
        state(it, "REACHABLE").proves("NEIGH-2/probe-to-reachable");
        it.quiet(seconds(3));
    }

    @Scenario(id = "arp-nud/probes-unanswered", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.3-f", "4861-7.3.3-g", "4861-7.3.3-j"},
            confirmedBy = {"rfc:4861-7.3.3-g", "example:RFC 4861 NUD time line", "kernel:6.18.44"})
    public void threeUnansweredProbesFailTheEntryAndTrafficGoesOnUntilThen(Ladder it) {
        SutSocket socket = sender(it);
        stale(it);
        send(socket, 10);
        it.out(now(), udp(0, DISCARD, 10));
        it.out(after(seconds(5)), probe());
        send(socket, 20);
        it.out(now(), link(udp(0, DISCARD, 20)).to(PEER_MAC)).proves("NEIGH-2/stale-delay-probe-carry-data");
        it.out(after(seconds(1)), probe());
        it.out(after(seconds(1)), probe()).proves("NEIGH-2/three-unicast");
        state(it, "PROBE");
        it.quiet(ms(1500));
        state(it, "FAILED").proves("NEIGH-2/probe-to-failed");
        send(socket, 30);
        it.out(now(), question()).proves("NEIGH-2/failed-to-incomplete");
        it.in(after(ms(1)), arpReply());
        it.out(now(), udp(0, DISCARD, 30));
    }

    @Scenario(id = "arp-nud/delay-by-recent-use", needs = {Capability.NEIGHBOURS, Capability.SYSCTLS},
            rfc = {"4861-7.3.3-d", "4861-7.3.3-f"},
            confirmedBy = {"rfc:4861-7.3.3-f", "kernel:6.18.44"})
    public void anEntryUsedWithinFiveSecondsOfItsEndIsDelayedInsteadOfStale(Ladder it) {
        it.sut().sysctl(BASE_TIME, "2000");
        reachable(it, sender(it));
        it.step("its time ends 1 to 3 s after the answer");
        it.quiet(ms(3_300));
        state(it, "DELAY").proves("NEIGH-2/reachable-to-delay");
        it.out(between(ms(2_650), ms(4_750)), probe()).proves("NEIGH-2/delay-to-probe");
        it.in(after(ms(1)), arpReply());
        state(it, "REACHABLE").proves("NEIGH-2/probe-to-reachable");
    }

    @Scenario(id = "arp-nud/stale-when-not-used-lately", needs = {Capability.NEIGHBOURS, Capability.SYSCTLS},
            rfc = {"4861-7.3.3-d"},
            confirmedBy = {"rfc:4861-7.3.3-d", "kernel:6.18.44"})
    public void anEntryThatWasNotUsedBeforeItsEndBecomesStale(Ladder it) {
        it.sut().sysctl(BASE_TIME, "4000");
        it.sut().sysctl("net.ipv4.neigh.eth0.delay_first_probe_time", "1");
        SutSocket socket = sender(it);
        reachable(it, socket);
        it.step("its time ends 2 to 6 s after the answer, more than 1 s after its last use");
        it.quiet(ms(6_500));
        state(it, "STALE").proves("NEIGH-2/reachable-to-stale");
        send(socket, 10);
        it.out(now(), udp(0, DISCARD, 10));
        state(it, "DELAY");
        it.out(after(seconds(1)), probe()).proves("NEIGH-3/delay-first-probe");
        it.in(after(ms(1)), arpReply());
    }

    @Scenario(id = "arp-nud/tcp-progress-confirms", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.1-a"},
            confirmedBy = {"rfc:4861-7.3.1-a", "kernel:6.18.44"})
    public void progressOfAConnectionMakesAProbeNeedless(Ladder it) {
        it.arp();
        stale(it);
        SutSocket listener = Opening.listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        state(it, "DELAY");
        it.in(after(ms(10)), ack(1, 1).win(65_535));
        SutSocket conn = listener.accept();
        it.quiet(seconds(2));
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        it.in(after(ms(10)), ack(1, 101).win(65_535));
        it.step("the first packet behind new acknowledged data carries the confirmation");
        conn.write(bytes(100));
        it.out(now(), data(101, 201).psh().ack(1));
        it.in(after(ms(10)), ack(1, 201).win(65_535));
        state(it, "DELAY");
        it.quiet(ms(3_300));
        state(it, "REACHABLE").proves("NEIGH-2/delay-to-reachable", "NEIGH-4/tcp-progress-confirms");
        it.quiet(seconds(4));
    }

    @Scenario(id = "arp-nud/tcp-without-progress-is-probed", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.1-a", "4861-7.3.3-f"},
            confirmedBy = {"rfc:4861-7.3.1-a", "kernel:6.18.44"})
    public void segmentsWithoutProgressConfirmNothing(Ladder it) {
        it.arp();
        stale(it);
        Opening.listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.out(after(seconds(1)), synAck(0, 1).retransmitted());
        it.out(after(seconds(2)), synAck(0, 1).retransmitted());
        it.out(between(seconds(2), ms(2_300)), probe()).proves("NEIGH-2/delay-to-probe");
        it.in(after(ms(1)), arpReply());
        state(it, "REACHABLE");
    }

    @Scenario(id = "arp-nud/answer-while-delayed", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.3-c"},
            confirmedBy = {"rfc:4861-7.3.3-c", "kernel:6.18.44"})
    public void anAnswerToTheHostAloneConfirmsWhatIsDelayed(Ladder it) {
        SutSocket socket = sender(it);
        stale(it);
        send(socket, 10);
        it.out(now(), udp(0, DISCARD, 10));
        state(it, "DELAY");
        it.in(after(seconds(2)), arpReply());
        state(it, "REACHABLE").proves("NEIGH-2/delay-to-reachable");
        it.quiet(seconds(7));
    }

    @Scenario(id = "arp-nud/table-full",
            confirmedBy = "formula:nothing can be freed and gc_thresh3 entries exist (facts 2.2)")
    public void aFullTableTakesNoFurtherNeighbourAndThePacketIsDiscarded(Lab lab) {
        LabHost host = lab.host("host");
        LabWire wire = lab.wire(host, lab.host("peer"));
        SutSocket socket = host.socket(DATAGRAM).bind(5000);
        socket.sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(ms(1));
        host.sysctl("net.ipv4.neigh.default.gc_thresh3", "1");
        socket.sendTo(bytes(10), ip("10.0.0.99"), PORT);
        lab.runFor(seconds(1));
        lab.equal("discarded", 1L, host.counter("Ip.OutDiscards"));
        lab.equal("neighbour", "none", host.neighbour(ip("10.0.0.99"))).proves("NEIGH-3/table-full");
        socket.sendTo(bytes(20), wire.addressB(), PORT);
        lab.runFor(ms(1));
        lab.equal("sent to the neighbour that is known", 2L, host.counter("Udp.OutDatagrams"));
        lab.equal("not sent", 1L, host.counter("Udp.SndbufErrors"));
    }
}
