package dev.wireproof.catalogue.arp;

import static dev.wireproof.catalogue.arp.Neighbours.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.ArpSpec;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What ARP that nobody asked for may change: gratuitous packets, replies of a second machine, questions about others. */
public class UnaskedArp {
    private static final Address THIRD = Address.parse("10.0.0.7");

    private static ArpSpec gratuitousRequest(Address address, Mac mac) {
        return arpRequest().sender(address, mac).target(address);
    }

    private static void goesTo(Ladder it, SutSocket socket, Mac mac) {
        send(socket, 20);
        it.out(now(), link(udp(0, PORT, 20)).to(mac));
    }

    @Scenario(id = "arp-nud/gratuitous-updates", needs = Capability.NEIGHBOURS,
            rfc = {"826-c", "4861-7.3.3-h", "4861-7.3.1-b"},
            confirmedBy = {"rfc:826-c", "rfc:4861-7.3.3-h", "kernel:6.18.44"})
    public void aGratuitousRequestChangesAnEntryAtOnceAndMakesItStale(Ladder it) {
        SutSocket socket = sender(it);
        reachable(it, socket);
        it.in(after(ms(10)), link(gratuitousRequest(PEER, OTHER_MAC)).from(OTHER_MAC));
        state(it, "STALE").proves("NEIGH-5/updates-existing", "NEIGH-2/mac-change-to-stale");
        goesTo(it, socket, OTHER_MAC);
        state(it, "DELAY");
    }

    @Scenario(id = "arp-nud/gratuitous-same-mac", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.1-b"},
            confirmedBy = {"rfc:4861-7.3.1-b", "kernel:6.18.44"})
    public void aGratuitousRequestWithTheKnownMacChangesNothing(Ladder it) {
        SutSocket socket = sender(it);
        stale(it);
        it.in(after(ms(10)), gratuitousRequest(PEER, PEER_MAC));
        state(it, "STALE");
        goesTo(it, socket, PEER_MAC);
        state(it, "DELAY");
        it.in(after(ms(10)), gratuitousRequest(PEER, PEER_MAC));
        state(it, "DELAY").proves("NEIGH-1/merge-rules");
        it.out(between(ms(4_980), ms(4_991)), probe());
        it.in(after(ms(1)), gratuitousRequest(PEER, PEER_MAC));
        state(it, "PROBE");
        it.in(after(ms(1)), arpReply());
        state(it, "REACHABLE");
        it.in(after(ms(1)), gratuitousRequest(PEER, PEER_MAC));
        state(it, "REACHABLE");
    }

    @Scenario(id = "arp-nud/gratuitous-creates-none", needs = {Capability.NEIGHBOURS, Capability.SYSCTLS},
            rfc = "826-e",
            confirmedBy = {"rfc:826-e", "kernel:6.18.44"})
    public void gratuitousArpCreatesAnEntryOnlyWhereArpAcceptIsSet(Ladder it) {
        it.arp();
        it.in(now(), gratuitousRequest(PEER, PEER_MAC));
        it.in(after(ms(10)), arpReply().sender(PEER, PEER_MAC).target(PEER, PEER_MAC).to(Mac.BROADCAST));
        it.in(after(ms(10)), arpReply());
        it.quiet(ms(10));
        state(it, "none").proves("NEIGH-5/creates-none", "NEIGH-1/merge-rules");
        it.sut().sysctl("net.ipv4.conf.eth0.arp_accept", "1");
        it.in(after(ms(10)), gratuitousRequest(PEER, PEER_MAC));
        it.quiet(ms(10));
        state(it, "STALE").proves("NEIGH-1/arp-accept");
    }

    @Scenario(id = "arp-nud/locktime", needs = Capability.NEIGHBOURS,
            rfc = "826-c",
            confirmedBy = "kernel:6.18.44")
    public void aReplyWithAnotherMacIsBelievedOnlyASecondAfterTheLastUpdate(Ladder it) {
        SutSocket socket = sender(it);
        reachable(it, socket);
        it.in(after(ms(500)), link(arpReply().sender(PEER, OTHER_MAC)).from(OTHER_MAC));
        goesTo(it, socket, PEER_MAC);
        state(it, "REACHABLE");
        it.in(after(ms(600)), link(arpReply().sender(PEER, OTHER_MAC)).from(OTHER_MAC));
        goesTo(it, socket, OTHER_MAC);
        state(it, "REACHABLE").proves("NEIGH-5/locktime");
    }

    @Scenario(id = "arp-nud/request-overrides-at-once", needs = Capability.NEIGHBOURS,
            rfc = {"826-c", "826-b", "4861-7.3.3-h"},
            confirmedBy = {"rfc:826-c", "kernel:6.18.44"})
    public void aQuestionForTheHostsAddressIsBelievedAtOnce(Ladder it) {
        SutSocket socket = sender(it);
        reachable(it, socket);
        it.in(after(ms(10)), link(arpRequest().sender(PEER, OTHER_MAC)).from(OTHER_MAC));
        it.out(now(), arpReply().to(OTHER_MAC).target(PEER, OTHER_MAC));
        state(it, "STALE").proves("NEIGH-2/mac-change-to-stale");
        goesTo(it, socket, OTHER_MAC);
    }

    @Scenario(id = "arp-nud/broadcast-reply", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.1-b", "826-c"},
            confirmedBy = {"rfc:4861-7.3.1-b", "kernel:6.18.44"})
    public void aReplyToEverybodyResolvesButConfirmsNothing(Ladder it) {
        SutSocket socket = sender(it);
        send(socket, 10);
        it.out(now(), question());
        it.in(after(ms(10)), arpReply().to(Mac.BROADCAST));
        it.out(now(), link(udp(0, PORT, 10)).to(PEER_MAC));
        it.step("STALE, and the datagram that had waited used it");
        state(it, "DELAY");
        it.in(after(seconds(2)), arpReply().to(Mac.BROADCAST));
        state(it, "DELAY").proves("NEIGH-1/merge-rules");
        it.out(after(seconds(3)), probe());
        it.in(after(ms(1)), arpReply());
        state(it, "REACHABLE");
        it.in(after(ms(10)), arpReply().to(Mac.BROADCAST));
        state(it, "REACHABLE");
    }

    @Scenario(id = "arp-nud/third-party-question", needs = Capability.NEIGHBOURS,
            rfc = {"826-e", "826-c"},
            confirmedBy = {"rfc:826-e", "kernel:6.18.44"})
    public void aQuestionForAnotherHostTeachesNothingAndIsNotAnswered(Ladder it) {
        SutSocket socket = sender(it);
        it.in(now(), arpRequest().target(THIRD));
        it.quiet(ms(100));
        state(it, "none").proves("NEIGH-1/merge-rules");
        it.step("an entry that exists follows it, but not within a second of its last update");
        reachable(it, socket);
        it.in(after(ms(500)), link(arpRequest().sender(PEER, OTHER_MAC).target(THIRD)).from(OTHER_MAC));
        state(it, "REACHABLE");
        it.in(after(ms(600)), link(arpRequest().sender(PEER, OTHER_MAC).target(THIRD)).from(OTHER_MAC));
        state(it, "STALE").proves("NEIGH-2/mac-change-to-stale");
        goesTo(it, socket, OTHER_MAC);
    }

    @Scenario(id = "arp-nud/permanent", needs = Capability.NEIGHBOURS,
            rfc = "826-c",
            confirmedBy = "kernel:6.18.44")
    public void aPermanentEntryIsUsedWithoutAQuestionAndNeverChanged(Ladder it) {
        SutSocket socket = sender(it);
        it.sut().setNeighbour(PEER, PEER_MAC, "permanent");
        goesTo(it, socket, PEER_MAC);
        it.in(after(ms(10)), link(gratuitousRequest(PEER, OTHER_MAC)).from(OTHER_MAC));
        it.in(after(ms(1100)), link(arpReply().sender(PEER, OTHER_MAC)).from(OTHER_MAC));
        it.step("the question is answered to the address in its frame, but the entry stays");
        it.in(after(ms(10)), link(arpRequest().sender(PEER, OTHER_MAC)).from(OTHER_MAC));
        it.out(now(), arpReply().to(OTHER_MAC));
        goesTo(it, socket, PEER_MAC);
        it.quiet(seconds(6));
        state(it, "PERMANENT").proves("NEIGH-2/permanent");
    }
}
