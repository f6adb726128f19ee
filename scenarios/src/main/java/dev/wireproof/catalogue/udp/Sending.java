package dev.wireproof.catalogue.udp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a program's datagrams look like, and which calls are refused. */
public class Sending {
    private static SutSocket socket(Ladder it) {
        return it.sut().socket(DATAGRAM).bind(5000);
    }

    @Scenario(id = "udp/checksum-ffff",
            rfc = {"1122-4.1.3.4-a", "768-b"},
            confirmedBy = {"rfc:1122-4.1.3.4-a", "kernel:6.18.44", "formula:RFC 1071 sum over pseudo-header, header and 0xD848 is 0xFFFF"})
    public void aChecksumThatComesToZeroIsSentAsAllOnes(Ladder it) {
        SutSocket socket = socket(it);
        it.step("0a00 + 0001 + 0a00 + 0002 + 0011 + 000a + 1388 + 0007 + 000a + d848 = ffff");
        socket.sendTo(new byte[] {(byte) 0xD8, 0x48}, it.peer(), 7);
        it.out(now(), udp(5000, 7, 2).checksumField(0xFFFF)).proves("UDP-1/checksum-ffff");
        it.step("received, all ones is as good as any");
        it.in(after(ms(1)), udp(7, 5000, 2).payload(new byte[] {(byte) 0xD8, 0x48}).checksumField(0xFFFF));
        it.quiet(ms(1));
        it.equal("octets received", 2, socket.read(100).length);
        it.step("a socket may send without a checksum");
        socket.option("SO_NO_CHECK", 1).sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10).checksumField(0));
    }

    @Scenario(id = "udp/largest", needs = Capability.COUNTERS,
            rfc = {"768-a", "791-3.2-a"},
            confirmedBy = {"rfc:768-a", "kernel:6.18.44"})
    public void theLargestDatagramLeavesInFortyFiveFragmentsAndALargerOneIsRefused(Ladder it) {
        SutSocket socket = socket(it);
        it.fails(Errno.EMSGSIZE, () -> socket.sendTo(bytes(65_508), it.peer(), 7)).proves("UDP-2/emsgsize");
        it.quiet(ms(1));
        it.equal("octets sent", 65_507, socket.sendTo(bytes(65_507), it.peer(), 7));
        for (int from = 0; from < 65_120; from += 1480) {
            it.out(now(), fragment(IpProtocol.UDP, from, from + 1480));
        }
        it.out(now(), lastFragment(IpProtocol.UDP, 65_120, 65_515)).proves("UDP-2/large-fragmented");
        it.equal("OutDatagrams", 1L, it.sut().counter("Udp.OutDatagrams"));
    }

    @Scenario(id = "udp/ttl-and-tos",
            rfc = {"1122-4.1.4", "1122-3.2.1.6", "1122-3.2.1.7-c"},
            confirmedBy = {"rfc:1122-4.1.4", "kernel:6.18.44"})
    public void timeToLiveAndTypeOfServiceAreTheProgramsChoice(Ladder it) {
        SutSocket socket = socket(it);
        socket.sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10).ttl(64).tos(0).dontFragment(true)).proves("IP-5/ttl", "IP-5/df-policy");
        socket.option("IP_TTL", 5).option("IP_TOS", 0x10).sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10).ttl(5).tos(0x10)).proves("IP-5/tos");
        it.step("IP_PMTUDISC_DONT leaves DF out");
        socket.option("IP_MTU_DISCOVER", 0).sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10).dontFragment(false));
    }

    @Scenario(id = "udp/source-address",
            rfc = {"1122-4.1.3.5", "1122-3.2.1.3-c"},
            confirmedBy = {"rfc:1122-4.1.3.5", "kernel:6.18.44"})
    public void aBoundAddressIsTheSourceAndOtherwiseTheAddressOfTheWire(Ladder it) {
        Address second = ip("10.0.0.9");
        it.sut().addAddress("eth0", new Cidr(second, 24));
        socket(it).sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10).to(Addressing.STANDARD.sut()));
        it.sut().socket(DATAGRAM).bind(second, 5001).sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5001, 7, 10).to(second));
        it.fails(Errno.EADDRNOTAVAIL, () -> it.sut().socket(DATAGRAM).bind(ip("10.0.0.77"), 5002));
    }

    @Scenario(id = "udp/refused-calls",
            rfc = "1122-3.2.1.3-e",
            confirmedBy = "kernel:6.18.44")
    public void callsWithoutPeerPortOrRouteFail(Ladder it) {
        SutSocket socket = socket(it);
        it.fails(Errno.EDESTADDRREQ, () -> socket.write(bytes(10)));
        it.fails(Errno.EINVAL, () -> socket.sendTo(bytes(10), it.peer(), 0));
        it.fails(Errno.ENETUNREACH, () -> socket.sendTo(bytes(10), ip("192.0.2.1"), 7)).proves("IP-2/no-route");
        it.fails(Errno.ENOTCONN, () -> it.sut().socket(DATAGRAM).shutdownWrite());
        it.fails(Errno.EADDRINUSE, () -> it.sut().socket(DATAGRAM).bind(5000));
        socket.sendTo(bytes(10), it.peer(), 7);
        it.out(now(), udp(5000, 7, 10));
    }

    @Scenario(id = "udp/cork",
            rfc = "768-e",
            confirmedBy = "kernel:6.18.44")
    public void corkedWritesLeaveAsOneDatagram(Ladder it) {
        int msgMore = 0x8000;
        SutSocket socket = it.sut().socket(DATAGRAM).connect(it.peer(), 7);
        socket.option("UDP_CORK", 1);
        socket.write(bytes(1, 11));
        socket.write(bytes(11, 31));
        it.quiet(ms(10));
        socket.option("UDP_CORK", 0);
        it.out(now(), udp(0, 7, 30).payload(bytes(30))).proves("UDP-2/cork");
        socket.send(bytes(1, 6), msgMore);
        socket.send(bytes(6, 21), msgMore);
        it.quiet(ms(10));
        socket.write(bytes(21, 23));
        it.out(now(), udp(0, 7, 22).payload(bytes(22))).proves("UDP-2/msg-more");
    }

    @Scenario(id = "udp/to-a-group", needs = Capability.COUNTERS,
            rfc = "1122-4.1.4",
            confirmedBy = "kernel:6.18.44")
    public void aDatagramToAGroupLeavesWithOneHopForTheLinkAddressOfTheGroup(Ladder it) {
        Address group = ip("224.1.2.3");
        SutSocket socket = it.sut().socket(DATAGRAM).bind(Addressing.STANDARD.sut(), 5000).option("IP_MULTICAST_LOOP", 0);
        socket.sendTo(bytes(10), group, 7);
        it.out(now(), link(udp(5000, 7, 10).peer(group).ttl(1)).to(mac("01:00:5e:01:02:03")));
        it.equal("OutMcastPkts", 1L, it.sut().counter("IpExt.OutMcastPkts"));
        it.equal("OutMcastOctets", 38L, it.sut().counter("IpExt.OutMcastOctets"));
        socket.option("IP_MULTICAST_TTL", 5).sendTo(bytes(10), group, 7);
        it.out(now(), udp(5000, 7, 10).peer(group).ttl(5)).proves("IP-11/ttl-option");
    }
}
