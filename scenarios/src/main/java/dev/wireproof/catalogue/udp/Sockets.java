package dev.wireproof.catalogue.udp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Which socket a datagram reaches, and what a socket hears of errors. */
public class Sockets {
    private static final int PORT = 7;
    private static final Address SUT = Addressing.STANDARD.sut();
    private static final Address SECOND_PEER = Address.parse("10.0.0.3");

    private static SutSocket socket(Ladder it) {
        return it.sut().socket(DATAGRAM).nonBlocking(true);
    }

    private static SutSocket shared(Ladder it) {
        return socket(it).option("SO_REUSEADDR", 1);
    }

    /** Exactly one of the sockets received the datagram. */
    private static Proof received(Ladder it, SutSocket one, SutSocket... others) {
        it.quiet(ms(1));
        Proof proof = it.equal("datagram", bytes(10), one.read(100));
        for (SutSocket other : others) {
            it.fails(Errno.EAGAIN, () -> other.read(100));
        }
        return proof;
    }

    @Scenario(id = "udp/connected-and-unconnected",
            rfc = "768-e",
            confirmedBy = "kernel:6.18.44")
    public void aConnectedSocketHearsItsPeerAloneAndTheOthersGoToTheOpenOne(Ladder it) {
        SutSocket open = shared(it).bind(PORT);
        SutSocket connected = shared(it).bind(PORT).connect(it.peer(), 5000);
        it.in(now(), udp(5000, PORT, 10));
        received(it, connected, open);
        it.in(now(), udp(5001, PORT, 10));
        received(it, open, connected).proves("UDP-2/connected", "UDP-2/unconnected");
        it.in(now(), udp(5000, PORT, 10).peer(SECOND_PEER));
        received(it, open, connected);
        open.sendTo(bytes(10), it.peer(), 6000);
        it.out(now(), udp(PORT, 6000, 10).peer(it.peer()));
        connected.write(bytes(20));
        it.out(now(), udp(PORT, 5000, 20).peer(it.peer()));
    }

    @Scenario(id = "udp/scored-lookup",
            rfc = "768-e",
            confirmedBy = "kernel:6.18.44")
    public void theSocketThatMatchesMostExactlyReceives(Ladder it) {
        SutSocket any = shared(it).bind(PORT);
        SutSocket exact = shared(it).bind(SUT, PORT);
        it.in(now(), udp(5000, PORT, 10));
        received(it, exact, any);
        it.step("of two that match alike the one that was bound last");
        SutSocket later = shared(it).bind(SUT, PORT);
        it.in(now(), udp(5000, PORT, 10));
        received(it, later, any, exact);
        later.close();
        exact.close();
        it.in(now(), udp(5000, PORT, 10));
        received(it, any).proves("UDP-1/scored-lookup");
    }

    @Scenario(id = "udp/port-unreachable-refuses", needs = Capability.COUNTERS,
            rfc = {"1122-4.1.3.3", "1122-3.2.2-c"},
            confirmedBy = {"rfc:1122-4.1.3.3", "kernel:6.18.44"})
    public void aConnectedSocketHearsThatItsPeerIsClosedOnce(Ladder it) {
        SutSocket socket = socket(it).connect(it.peer(), 9);
        socket.write(bytes(10));
        it.out(now(), udp(0, 9, 10));
        it.in(after(ms(1)), icmp(3, 3).quoting(it.lastSent(), 28));
        it.quiet(ms(1));
        it.equal("readiness", "OUT ERR", socket.poll());
        it.fails(Errno.ECONNREFUSED, () -> socket.write(bytes(20))).proves("UDP-1/econnrefused");
        it.quiet(ms(1));
        socket.write(bytes(30));
        it.out(now(), udp(0, 9, 30));
        it.fails(Errno.EAGAIN, () -> socket.read(100));
        it.in(after(ms(1)), icmp(3, 3).quoting(it.lastSent(), 28));
        it.quiet(ms(1));
        it.fails(Errno.ECONNREFUSED, () -> socket.read(100));
        it.equal("InDestUnreachs", 2L, it.sut().counter("Icmp.InDestUnreachs"));
    }

    @Scenario(id = "udp/port-unreachable-ends-a-receive",
            rfc = "1122-4.1.3.3",
            confirmedBy = {"rfc:1122-4.1.3.3", "kernel:6.18.44"})
    public void aBlockedReceiveEndsWhenThePeerIsClosed(Ladder it) {
        SutSocket socket = it.sut().socket(DATAGRAM).connect(it.peer(), 9);
        socket.write(bytes(10));
        it.out(now(), udp(0, 9, 10));
        PendingCall<byte[]> receive = it.call("recv", () -> socket.read(100));
        it.in(after(ms(50)), icmp(3, 3).quoting(it.lastSent(), 28));
        receive.returns(ms(50), Errno.ECONNREFUSED).proves("UDP-1/econnrefused");
    }

    @Scenario(id = "udp/errors-not-heard", needs = Capability.COUNTERS,
            rfc = {"6633-5-a", "1122-4.1.3.3"},
            confirmedBy = {"rfc:6633-5-a", "kernel:6.18.44"})
    public void softErrorsSourceQuenchAndErrorsOfOthersAreNotHeard(Ladder it) {
        SutSocket connected = socket(it).connect(it.peer(), 9);
        connected.write(bytes(10));
        it.out(now(), udp(0, 9, 10));
        byte[] sent = it.lastSent();
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, 28));
        it.in(after(ms(1)), icmp(3, 0).quoting(sent, 28));
        it.in(after(ms(1)), icmp(4, 0).quoting(sent, 28));
        it.in(after(ms(1)), icmp(11, 0).quoting(sent, 28));
        it.quiet(ms(1));
        it.equal("error of the connected socket", "OK", connected.takeError());
        it.step("an unconnected socket is not told of a closed port");
        SutSocket open = socket(it);
        open.sendTo(bytes(10), it.peer(), 9);
        it.out(now(), udp(0, 9, 10));
        it.in(after(ms(1)), icmp(3, 3).quoting(it.lastSent(), 28));
        it.quiet(ms(1));
        it.equal("error of the unconnected socket", "OK", open.takeError());
        open.option("IP_RECVERR", 1);
        it.in(after(ms(1)), icmp(3, 3).quoting(it.lastSent(), 28));
        it.quiet(ms(1));
        it.equal("error with IP_RECVERR", "ECONNREFUSED", open.takeError());
    }

    @Scenario(id = "udp/error-queue", needs = Capability.ERROR_QUEUE,
            rfc = "1122-4.1.3.3",
            confirmedBy = "kernel:6.18.44")
    public void theErrorQueueOfADatagramSocketTellsEveryError(Ladder it) {
        SutSocket socket = socket(it).option("IP_RECVERR", 1);
        socket.sendTo(bytes(10), it.peer(), 9);
        it.out(now(), udp(0, 9, 10));
        byte[] sent = it.lastSent();
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, sent.length));
        it.in(after(ms(1)), icmp(3, 4).mtu(1400).quoting(sent, 28));
        it.quiet(us(100));
        it.equal("readiness", "OUT ERR", socket.poll());
        it.equal("first", "EHOSTUNREACH ICMP 3/1 info 0 by 10.0.0.2 about 10.0.0.2:9, 10 octets", socket.takeQueuedError());
        it.equal("second", "EMSGSIZE ICMP 3/4 info 1400 by 10.0.0.2 about 10.0.0.2:9, 0 octets", socket.takeQueuedError());
        it.equal("readiness", "OUT", socket.poll());
        socket.option("IP_MTU_DISCOVER", 2);
        it.fails(Errno.EMSGSIZE, () -> socket.sendTo(bytes(1400), it.peer(), 9));
        it.equal("third", "EMSGSIZE LOCAL 0/0 info 1400 about 10.0.0.2:9, 0 octets", socket.takeQueuedError());
    }

    @Scenario(id = "udp/broadcast", needs = Capability.COUNTERS,
            rfc = {"1122-3.3.6-a", "1122-3.3.6-c"},
            confirmedBy = {"rfc:1122-3.3.6-a", "kernel:6.18.44"})
    public void aBroadcastReachesEverySocketThatMatchesAndNeedsPermissionToBeSent(Ladder it) {
        SutSocket any = shared(it).bind(PORT);
        SutSocket toBroadcast = shared(it).bind(ip("10.0.0.255"), PORT);
        SutSocket exact = shared(it).bind(SUT, PORT);
        it.in(now(), link(udp(5000, PORT, 10).to(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.quiet(ms(1));
        it.equal("by the wildcard", bytes(10), any.read(100));
        received(it, toBroadcast, exact).proves("UDP-3/broadcast-several", "IP-7/broadcast");
        it.in(now(), link(udp(5000, PORT, 10).to(ip("255.255.255.255"))).to(Mac.BROADCAST));
        received(it, any, exact, toBroadcast);
        it.in(now(), link(udp(5000, 99, 10).to(ip("10.0.0.255"))).to(Mac.BROADCAST));
        it.quiet(ms(1));
        it.equal("IgnoredMulti", 1L, it.sut().counter("Udp.IgnoredMulti"));
        it.fails(Errno.EACCES, () -> exact.sendTo(bytes(10), ip("10.0.0.255"), 9)).proves("UDP-2/broadcast-permission");
        exact.option("SO_BROADCAST", 1);
        exact.sendTo(bytes(10), ip("10.0.0.255"), 9);
        it.out(now(), link(udp(PORT, 9, 10).peer(ip("10.0.0.255"))).to(Mac.BROADCAST));
    }
}
