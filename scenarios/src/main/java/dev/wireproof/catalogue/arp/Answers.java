package dev.wireproof.catalogue.arp;

import static dev.wireproof.catalogue.arp.Neighbours.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Which questions the host answers, and with which of its addresses it asks itself. */
public class Answers {
    /** An address of the host on its loopback, outside the subnet of the wire. */
    private static final Address INNER = Address.parse("10.9.9.9");

    @Scenario(id = "arp-nud/request-teaches", needs = Capability.NEIGHBOURS,
            rfc = {"826-b", "826-d", "826-g", "5227-2.6-a", "4861-7.3.1-b"},
            confirmedBy = {"rfc:826-b", "rfc:826-d", "kernel:6.18.44"})
    public void aQuestionIsAnsweredToItsSenderAloneWhichIsLearned(Ladder it) {
        SutSocket socket = sender(it);
        it.in(now(), arpRequest());
        it.out(now(), arpReply().to(PEER_MAC).sender(SUT, SUT_MAC).target(PEER, PEER_MAC)).proves("NEIGH-1/reply");
        state(it, "STALE").proves("NEIGH-1/request-teaches");
        send(socket, 10);
        it.out(now(), link(udp(0, PORT, 10)).to(PEER_MAC).from(SUT_MAC));
    }

    @Scenario(id = "arp-nud/address-probe", needs = Capability.NEIGHBOURS,
            rfc = "5227-2.5-a",
            confirmedBy = {"rfc:5227-2.5-a", "kernel:6.18.44"})
    public void aProbeWithoutSenderAddressIsAnsweredAndTeachesNothing(Ladder it) {
        it.arp();
        it.in(now(), arpRequest().sender(Address.ANY, PEER_MAC));
        it.out(now(), arpReply().to(PEER_MAC).sender(SUT, SUT_MAC).target(Address.ANY, PEER_MAC));
        state(it, "none");
        it.equal("neighbour 0.0.0.0", "none", it.sut().neighbour(Address.ANY));
        it.in(after(ms(10)), arpRequest().sender(Address.ANY, PEER_MAC).target(ip("10.0.0.7")));
        it.quiet(ms(10));
    }

    @Scenario(id = "arp-nud/wrong-fields", needs = Capability.NEIGHBOURS, malformed = true,
            rfc = "826-f",
            confirmedBy = {"rfc:826-f", "kernel:6.18.44"})
    public void packetsOfOtherHardwareProtocolLengthOrOperationAreIgnored(Ladder it) {
        it.arp();
        it.in(now(), arpRequest().hardwareType(3));
        it.step("protocol 0x86DD, hardware length 8, protocol length 6, operation 3");
        it.in(after(ms(1)), link(arpRequest()).octet(2, 0x86).octet(3, 0xDD));
        it.in(after(ms(1)), link(arpRequest()).octet(4, 8));
        it.in(after(ms(1)), link(arpRequest()).octet(5, 6));
        it.in(after(ms(1)), link(arpRequest()).octet(7, 3));
        it.quiet(ms(100));
        state(it, "none");
        it.step("hardware type 6, IEEE 802, is taken for Ethernet");
        it.in(after(ms(1)), arpRequest().hardwareType(6));
        it.out(now(), arpReply().to(PEER_MAC));
    }

    @Scenario(id = "arp-nud/not-for-us", needs = Capability.NEIGHBOURS,
            rfc = {"826-e", "826-b"},
            confirmedBy = {"rfc:826-e", "kernel:6.18.44"})
    public void questionsInFramesForOthersAndForLoopbackAreIgnored(Ladder it) {
        it.arp();
        it.in(now(), arpRequest().to(OTHER_MAC));
        it.in(after(ms(1)), arpRequest().target(ip("127.0.0.1")));
        it.in(after(ms(1)), arpRequest().target(ip("224.0.0.1")));
        it.quiet(ms(100));
        state(it, "none");
        it.step("a question to this host alone is a question");
        it.in(after(ms(1)), arpRequest().to(SUT_MAC));
        it.out(now(), arpReply().to(PEER_MAC));
    }

    @Scenario(id = "arp-nud/arp-ignore", needs = {Capability.NEIGHBOURS, Capability.SYSCTLS},
            rfc = "826-b",
            confirmedBy = "kernel:6.18.44")
    public void addressesOfOtherDevicesAreAnsweredUnlessArpIgnoreForbids(Ladder it) {
        it.arp();
        it.sut().addAddress("lo", new Cidr(INNER, 32));
        it.in(now(), arpRequest().target(INNER));
        it.out(now(), arpReply().to(PEER_MAC).sender(INNER, SUT_MAC));
        Address second = ip("10.0.0.3");
        Mac secondMac = mac("02:00:00:00:00:03");
        it.sut().sysctl("net.ipv4.conf.eth0.arp_ignore", "1");
        it.in(after(ms(10)), link(arpRequest().sender(second, secondMac).target(INNER)).from(secondMac));
        it.quiet(ms(10));
        it.equal("neighbour of the unanswered question", "none", it.sut().neighbour(second));
        it.in(after(ms(10)), link(arpRequest().sender(second, secondMac)).from(secondMac));
        it.out(now(), arpReply().to(secondMac).sender(SUT, SUT_MAC)).proves("NEIGH-1/arp-ignore");
        it.sut().sysctl("net.ipv4.conf.eth0.arp_ignore", "8");
        it.in(after(ms(10)), arpRequest());
        it.quiet(ms(10));
    }

    @Scenario(id = "arp-nud/arp-announce", needs = Capability.SYSCTLS,
            rfc = "826-a",
            confirmedBy = "kernel:6.18.44")
    public void arpAnnounceChoosesTheAddressThatAsks(Ladder it) {
        it.arp();
        it.sut().addAddress("lo", new Cidr(INNER, 32));
        SutSocket socket = it.sut().socket(DATAGRAM).bind(INNER, 5000);
        socket.sendTo(bytes(10), ip("10.0.0.3"), PORT);
        it.out(now(), arpRequest().to(Mac.BROADCAST).sender(INNER, SUT_MAC).target(ip("10.0.0.3")));
        it.sut().sysctl("net.ipv4.conf.eth0.arp_announce", "1");
        socket.sendTo(bytes(10), ip("10.0.0.4"), PORT);
        it.out(now(), arpRequest().to(Mac.BROADCAST).sender(SUT, SUT_MAC).target(ip("10.0.0.4")));
        it.sut().sysctl("net.ipv4.conf.eth0.arp_announce", "2");
        socket.sendTo(bytes(10), ip("10.0.0.5"), PORT);
        it.out(now(), arpRequest().to(Mac.BROADCAST).sender(SUT, SUT_MAC).target(ip("10.0.0.5")))
                .proves("NEIGH-1/arp-announce");
    }

    @Scenario(id = "arp-nud/arp-filter", confirmedBy = "kernel:6.18.44")
    public void withArpFilterAQuestionIsAnsweredOnlyOnTheDeviceOfTheWayBack(Lab lab) {
        LabHost asked = lab.host("asked");
        LabHost asking = lab.host("asking");
        LabWire first = lab.wire(asked, asking);
        LabWire second = lab.wire(asked, asking);
        asked.sysctl("net.ipv4.conf.eth1.arp_filter", "1");
        lab.step("over the second wire, in the name of the address on the first");
        SutSocket socket = asking.socket(DATAGRAM).bind(first.addressB(), 5000);
        socket.sendTo(bytes(10), second.addressA(), PORT);
        lab.runFor(seconds(4));
        lab.equal("suppressed", 3L, asked.counter("TcpExt.ArpFilter"));
        lab.equal("neighbour", "none", asked.neighbour(first.addressB()));
        asked.sysctl("net.ipv4.conf.eth1.arp_filter", "0");
        socket.sendTo(bytes(10), second.addressA(), PORT);
        lab.runFor(seconds(1));
        lab.equal("neighbour", "REACHABLE", asking.neighbour(second.addressA()));
    }
}
