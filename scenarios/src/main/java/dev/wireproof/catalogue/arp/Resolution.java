package dev.wireproof.catalogue.arp;

import static dev.wireproof.catalogue.arp.Neighbours.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** How an unknown next hop is asked for, what waits for the answer, and what happens without one. */
public class Resolution {
    @Scenario(id = "arp-nud/resolve-and-flush", needs = Capability.NEIGHBOURS,
            rfc = {"826-a", "1122-2.3.2.2", "4861-7.3.3-c", "1122-2.4", "1122-2.3.3-a"},
            confirmedBy = {"rfc:826-a", "rfc:1122-2.3.2.2", "kernel:6.18.44"})
    public void waitingDatagramsLeaveInOrderAfterTheAnswer(Ladder it) {
        SutSocket socket = sender(it);
        it.equal("neighbour", "none", it.sut().neighbour(PEER));
        send(socket, 10);
        it.out(now(), question()).proves("NEIGH-1/request");
        state(it, "INCOMPLETE").proves("NEIGH-2/none-to-incomplete");
        send(socket, 20);
        send(socket, 30);
        it.quiet(ms(100));
        it.in(now(), arpReply());
        it.out(now(), link(udp(0, PORT, 10)).to(PEER_MAC));
        it.out(now(), link(udp(0, PORT, 20)).to(PEER_MAC));
        it.out(now(), link(udp(0, PORT, 30)).to(PEER_MAC)).proves("NEIGH-1/cache-fill");
        state(it, "REACHABLE").proves("NEIGH-2/incomplete-to-reachable");
        send(socket, 40);
        it.out(now(), link(udp(0, PORT, 40)).to(PEER_MAC));
    }

    @Scenario(id = "arp-nud/answer-to-the-second-question", needs = Capability.NEIGHBOURS,
            rfc = {"826-a", "1122-2.3.2.1-b", "4861-7.3.3-a"},
            confirmedBy = {"rfc:4861-7.3.3-a", "kernel:6.18.44"})
    public void theQuestionIsRepeatedAfterASecondHoweverMuchIsSent(Ladder it) {
        SutSocket socket = sender(it);
        send(socket, 10);
        it.out(now(), question());
        it.quiet(ms(500));
        send(socket, 20);
        send(socket, 30);
        it.out(after(ms(500)), question()).proves("NEIGH-3/retrans-time");
        it.in(after(ms(100)), arpReply());
        it.out(now(), udp(0, PORT, 10));
        it.out(now(), udp(0, PORT, 20));
        it.out(now(), udp(0, PORT, 30));
        state(it, "REACHABLE");
    }

    @Scenario(id = "arp-nud/no-answer-fails-connect", needs = Capability.NEIGHBOURS,
            rfc = {"1122-2.3.2.1-b", "4861-7.3.3-a", "4861-7.3.3-b"},
            confirmedBy = {"rfc:4861-7.3.3-a", "example:RFC 4861 NUD time line", "kernel:6.18.44"})
    public void threeUnansweredQuestionsEndAConnectWithHostUnreachable(Ladder it) {
        send(sender(it), 10);
        it.out(now(), question());
        it.quiet(ms(500));
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(PEER, 80));
        it.out(after(ms(500)), question());
        it.out(after(seconds(1)), question()).proves("NEIGH-2/three-multicast");
        connect.blocks();
        connect.returns(ms(2_500), Errno.EHOSTUNREACH).proves("NEIGH-2/failure-ehostunreach");
        state(it, "FAILED").proves("NEIGH-2/incomplete-to-failed");
        it.quiet(seconds(2));
    }

    @Scenario(id = "arp-nud/failed-starts-again", needs = Capability.NEIGHBOURS,
            rfc = {"4861-7.3.3-a", "4861-7.3.3-b"},
            confirmedBy = {"rfc:4861-7.3.3-b", "kernel:6.18.44"})
    public void aPacketToAFailedNeighbourAsksAgainAtOnce(Ladder it) {
        SutSocket socket = sender(it);
        send(socket, 10);
        it.out(now(), question());
        it.out(after(seconds(1)), question());
        it.out(after(seconds(1)), question());
        it.quiet(ms(1500));
        state(it, "FAILED").proves("NEIGH-2/incomplete-to-failed");
        it.step("what waited was given up");
        send(socket, 20);
        it.out(now(), question()).proves("NEIGH-2/failed-to-incomplete");
        it.in(after(ms(10)), arpReply());
        it.out(now(), udp(0, PORT, 20));
        state(it, "REACHABLE");
    }

    @Scenario(id = "arp-nud/queue-drops-the-oldest", needs = Capability.SYSCTLS,
            rfc = {"1122-2.3.2.2"},
            confirmedBy = {"rfc:1122-2.3.2.2", "kernel:6.18.44"})
    public void waitingDatagramsAreBoundedAndTheNewestAreKept(Ladder it) {
        SutSocket socket = sender(it);
        it.step("room for three buffers of 2304 octets, what a datagram of 901 to 905 octets costs");
        it.sut().sysctl("net.ipv4.neigh.eth0.unres_qlen_bytes", "7000");
        for (int octets = 901; octets <= 905; octets++) {
            send(socket, octets);
        }
        it.out(now(), question());
        it.in(after(ms(10)), arpReply());
        it.out(now(), udp(0, PORT, 903));
        it.out(now(), udp(0, PORT, 904));
        it.out(now(), udp(0, PORT, 905)).proves("NEIGH-1/queue-bounded");
    }

    @Scenario(id = "arp-nud/fragments-wait-together",
            rfc = {"1122-2.3.2.2", "791-3.2-b"},
            confirmedBy = {"rfc:1122-2.3.2.2", "kernel:6.18.44"})
    public void allFragmentsOfADatagramWaitForTheAnswer(Ladder it) {
        SutSocket socket = sender(it);
        send(socket, 20_000);
        it.out(now(), question());
        it.in(after(ms(10)), arpReply());
        int last = 13 * 1480;
        for (int from = 0; from < last; from += 1480) {
            it.out(now(), fragment(IpProtocol.UDP, from, from + 1480));
        }
        it.out(now(), lastFragment(IpProtocol.UDP, last, 20_008));
    }

    @Scenario(id = "arp-nud/failure-reported-to-udp",
            rfc = {"4861-7.3.3-b"},
            confirmedBy = {"rfc:4861-7.3.3-b", "kernel:6.18.44"})
    public void aDatagramSocketHearsOfTheFailureWhenItAskedForErrors(Ladder it) {
        it.arp();
        SutSocket plain = it.sut().socket(DATAGRAM).connect(PEER, PORT);
        SutSocket curious = it.sut().socket(DATAGRAM).option("IP_RECVERR", 1).connect(PEER, PORT);
        plain.write(bytes(10));
        it.out(now(), question());
        curious.write(bytes(20));
        it.out(after(seconds(1)), question());
        it.out(after(seconds(1)), question());
        it.quiet(ms(1500));
        it.equal("error with IP_RECVERR", "EHOSTUNREACH", curious.takeError());
        it.equal("error without", "OK", plain.takeError());
    }

    @Scenario(id = "arp-nud/ip-does-not-teach", needs = Capability.NEIGHBOURS,
            rfc = {"826-a"},
            confirmedBy = {"rfc:826-a", "kernel:6.18.44"})
    public void aPacketFromAnUnknownNeighbourIsAnsweredOnlyAfterAQuestion(Ladder it) {
        it.arp();
        it.in(now(), echoRequest(7, 1).data(8));
        it.out(now(), question());
        state(it, "INCOMPLETE");
        it.in(after(ms(1)), arpReply());
        it.out(now(), echoReply(7, 1).data(8));
    }
}
