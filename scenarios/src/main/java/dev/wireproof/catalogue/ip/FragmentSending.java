package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.FragmentSpec;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** How the host cuts what is longer than a link can carry. */
public class FragmentSending {
    /** IP_PMTUDISC_DO: never in pieces. */
    private static final int PMTUDISC_DO = 2;

    private static void expect(Ladder it, int fragmentOctets, int total) {
        int from = 0;
        while (total - from > fragmentOctets) {
            it.out(now(), fragment(UDP, from, from + fragmentOctets).dontFragment(false));
            from += fragmentOctets;
        }
        it.out(now(), lastFragment(UDP, from, total).dontFragment(false));
    }

    private static int idOf(byte[] packet) {
        return (packet[4] & 0xFF) << 8 | packet[5] & 0xFF;
    }

    @Scenario(id = "ip-fragment/sender-geometry", needs = Capability.COUNTERS,
            rfc = {"791-3.2-a", "791-3.2-b", "1812-4.2.2.7-a", "1122-3.3.3-a"},
            confirmedBy = {"rfc:791-3.2-a", "kernel:6.18.44"})
    public void aDatagramOfFourThousandOctetsLeavesInThreeFragments(Ladder it) {
        SutSocket socket = it.sut().socket(DATAGRAM).bind(5000);
        socket.sendTo(bytes(4000), it.peer(), PORT);
        it.out(now(), fragment(UDP, 0, 1480).dontFragment(false).ttl(64));
        int id = idOf(it.lastSent());
        it.out(now(), fragment(UDP, 1480, 2960).dontFragment(false).ttl(64).id(id));
        it.out(now(), lastFragment(UDP, 2960, 4008).dontFragment(false).ttl(64).id(id))
                .proves("IP-5/fragment-geometry", "UDP-2/large-fragmented");
        counts(it, "Ip.FragOKs", 1);
        counts(it, "Ip.FragCreates", 3);
    }

    @Scenario(id = "ip-fragment/rfc-791-appendix-a-sent", needs = Capability.ROUTE_METRICS,
            rfc = {"791-3.2-a", "791-3.2-b", "1122-3.3.3-b"},
            confirmedBy = {"example:RFC 791 appendix A", "kernel:6.18.44"})
    public void theDatagramOfExampleTwoIsCutForALinkOfTwoHundredEightyOctets(Ladder it) {
        it.sut().routeMetrics("mtu 280");
        SutSocket socket = it.sut().socket(DATAGRAM).bind(5000);
        socket.sendTo(bytes(444), it.peer(), PORT);
        it.out(now(), fragment(UDP, 0, 256).dontFragment(false));
        it.out(now(), lastFragment(UDP, 256, 452).dontFragment(false).id(idOf(it.lastSent()))).proves("IP-5/fragment-geometry");
        it.step("what fits is not cut");
        socket.sendTo(bytes(252), it.peer(), PORT);
        it.out(now(), udp(5000, PORT, 252).dontFragment(true)).proves("IP-5/df-policy");
        socket.sendTo(bytes(253), it.peer(), PORT);
        expect(it, 256, 261);
    }

    @Scenario(id = "ip-fragment/sizes-around-the-mtu",
            rfc = {"791-3.2-a", "791-3.1-c", "1812-4.2.2.7-a"},
            confirmedBy = {"rfc:1812-4.2.2.7-a", "kernel:6.18.44"})
    public void oneOctetMoreThanFitsMakesASecondFragment(Ladder it) {
        SutSocket socket = it.sut().socket(DATAGRAM).bind(5000);
        socket.sendTo(bytes(1472), it.peer(), PORT);
        it.out(now(), udp(5000, PORT, 1472).dontFragment(true));
        for (int data : new int[] {1473, 2952, 2953}) {
            socket.sendTo(bytes(data), it.peer(), PORT);
            expect(it, 1480, 8 + data);
        }
    }

    @Scenario(id = "ip-fragment/df-refused", needs = Capability.COUNTERS,
            rfc = {"791-3.2-c", "6864-4.3-b"},
            confirmedBy = {"rfc:791-3.2-c", "kernel:6.18.44"})
    public void aSocketThatForbidsFragmentsIsRefusedWhatDoesNotFit(Ladder it) {
        SutSocket socket = it.sut().socket(DATAGRAM).bind(5000).option("IP_MTU_DISCOVER", PMTUDISC_DO);
        it.fails(Errno.EMSGSIZE, () -> socket.sendTo(bytes(1473), it.peer(), PORT)).proves("UDP-2/emsgsize");
        it.quiet(ms(1));
        socket.sendTo(bytes(1472), it.peer(), PORT);
        it.out(now(), udp(5000, PORT, 1472).dontFragment(true)).proves("IP-5/df-policy");
        counts(it, "Ip.FragCreates", 0);
    }

    @Scenario(id = "ip-fragment/identifications",
            rfc = {"6864-4.3-a", "6864-4.2-a"},
            confirmedBy = {"rfc:6864-4.3-a", "kernel:6.18.44"})
    public void everyDatagramInFragmentsHasAnIdentificationOfItsOwn(Ladder it) {
        SutSocket socket = it.sut().socket(DATAGRAM).bind(5000);
        boolean[] used = new boolean[65_536];
        for (int i = 0; i < 20; i++) {
            socket.sendTo(bytes(1500), it.peer(), PORT);
            it.out(now(), fragment(UDP, 0, 1480));
            int id = idOf(it.lastSent());
            it.check("an identification that was not used before, not " + id, !used[id]);
            used[id] = true;
            it.out(now(), lastFragment(UDP, 1480, 1508).id(id));
        }
        it.check("twenty identifications", true).proves("IP-5/identification");
    }

    @Scenario(id = "ip-fragment/echo",
            rfc = {"1122-3.2.2.6-f", "1122-3.2.2.6-a"},
            confirmedBy = {"rfc:1122-3.2.2.6-f", "kernel:6.18.44"})
    public void aPingInFragmentsIsAnsweredInFragments(Ladder it) {
        byte[] ping = it.payloadOf(echoRequest(7, 1).data(2000));
        it.in(now(), lastFragment(ICMP, 1480, 2008).of(ping).id(9));
        it.in(now(), fragment(ICMP, 0, 1480).of(ping).id(9));
        it.out(now(), echoFragment(it, 0, 1480, 2000));
        it.out(now(), echoFragment(it, 1480, 2008, 2000)).proves("IP-8/echo");
        it.step("with DF in the request's fragments the reply is cut all the same");
        it.in(after(ms(1)), fragment(ICMP, 0, 1480).of(ping).id(10).dontFragment(true));
        it.in(now(), lastFragment(ICMP, 1480, 2008).of(ping).id(10).dontFragment(true));
        it.out(now(), echoFragment(it, 0, 1480, 2000));
        it.out(now(), echoFragment(it, 1480, 2008, 2000));
    }

    private static FragmentSpec echoFragment(Ladder it, int from, int to, int data) {
        byte[] reply = it.payloadOf(echoReply(7, 1).data(data));
        FragmentSpec spec = to == data + 8 ? lastFragment(ICMP, from, to) : fragment(ICMP, from, to);
        return spec.of(reply).dontFragment(false).ttl(64);
    }

    @Scenario(id = "ip-fragment/largest-ping", needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2.6-f", "1122-3.3.2-a"},
            confirmedBy = {"rfc:1122-3.2.2.6-f", "kernel:6.18.44"})
    public void theLargestDatagramThatThereCanBeComesAndGoes(Ladder it) {
        int data = 65_535 - 20 - 8;
        byte[] ping = it.payloadOf(echoRequest(7, 1).data(data));
        for (int from = 0; from < 65_120; from += 1480) {
            it.in(now(), fragment(ICMP, from, from + 1480).of(ping).id(9));
        }
        it.in(now(), lastFragment(ICMP, 65_120, 65_515).of(ping).id(9));
        for (int from = 0; from < 65_120; from += 1480) {
            it.out(now(), echoFragment(it, from, from + 1480, data));
        }
        it.out(now(), echoFragment(it, 65_120, 65_515, data));
        counts(it, "Ip.ReasmOKs", 1);
        counts(it, "Ip.FragCreates", 45);
    }
}
