package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** What SYN and SYN-ACK offer, and how the peer's options are read. */
public class OptionsOfSyn {
    /** Window field of a SYN-ACK with timestamps: 45 segments of 1448 octets (facts 8.7). */
    private static final int WINDOW_WITH_TIMESTAMPS = 65_160;

    private static void refusedConnect(Ladder it, TcpSpec expectedSyn) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), expectedSyn).proves("TCP-7/window-scale", "TCP-7/sack-permitted", "TCP-7/mss-ethernet-1460");
        it.in(after(ms(1)), rstAck(0, 1));
        connect.returns(ms(1), Errno.ECONNREFUSED);
        client.close();
    }

    private static void options(Ladder it, int timestamps, int sack, int scaling) {
        it.sut().sysctl("net.ipv4.tcp_timestamps", Integer.toString(timestamps));
        it.sut().sysctl("net.ipv4.tcp_sack", Integer.toString(sack));
        it.sut().sysctl("net.ipv4.tcp_window_scaling", Integer.toString(scaling));
    }

    @Scenario(id = "tcp-state/syn-options", needs = Capability.SYSCTLS,
            rfc = {"9293-MUST-14", "9293-MUST-68", "9293-MUST-69", "9293-SHLD-5", "9293-MAY-3", "7323-2.2-a", "7323-3.2-a"},
            confirmedBy = {"kernel:6.18.44", "rfc:9293-MUST-14"})
    public void theLayoutOfASynFollowsTheSysctls(Ladder it) {
        refusedConnect(it, syn(0).win(WINDOW).mss(1460).sackPermitted().ts().echoes(0).wscale(10));
        options(it, 0, 1, 1);
        refusedConnect(it, syn(0).win(WINDOW).rawOptions(2, 4, 5, 0xb4, 1, 1, 4, 2, 1, 3, 3, 10));
        options(it, 0, 0, 1);
        refusedConnect(it, syn(0).win(WINDOW).rawOptions(2, 4, 5, 0xb4, 1, 3, 3, 10));
        options(it, 0, 1, 0);
        refusedConnect(it, syn(0).win(WINDOW).rawOptions(2, 4, 5, 0xb4, 1, 1, 4, 2));
        options(it, 0, 0, 0);
        refusedConnect(it, syn(0).win(WINDOW).rawOptions(2, 4, 5, 0xb4));
    }

    @Scenario(id = "tcp-state/syn-ack-options",
            rfc = {"7323-2.2-b", "7323-2.3-a", "7323-3.2-a", "7323-2.2-d", "2018-2-a", "9293-MUST-68"},
            confirmedBy = {"kernel:6.18.44", "rfc:7323-2.2-b"})
    public void aSynAckOffersOnlyWhatTheSynOffered(Ladder it) {
        listener(it);
        it.in(now(), syn(0).noOptions());
        it.out(now(), synAck(0, 1).win(WINDOW).rawOptions(2, 4, 5, 0xb4)).proves("TCP-7/sack-permitted", "TCP-7/window-scale");
        it.in(after(ms(1)), syn(0).peerPort(40_001).mss(1000).sackPermitted());
        it.out(now(), synAck(0, 1).win(WINDOW).rawOptions(2, 4, 5, 0xb4, 1, 1, 4, 2)).proves("TCP-7/sack-permitted");
        it.in(after(ms(1)), syn(0).peerPort(40_002).mss(1000).wscale(0));
        it.out(now(), synAck(0, 1).win(WINDOW).rawOptions(2, 4, 5, 0xb4, 1, 3, 3, 10)).proves("TCP-7/window-scale");
        it.in(after(ms(1)), syn(0).peerPort(40_003).mss(1000).sackPermitted().ts(777).wscale(7));
        it.out(now(), synAck(0, 1).win(WINDOW_WITH_TIMESTAMPS).mss(1460).sackPermitted().echoes(777).wscale(10))
                .proves("TCP-7/timestamps");
    }

    @Scenario(id = "tcp-state/mss-default",
            rfc = {"9293-MUST-15", "9293-MUST-16", "9293-MUST-65"},
            confirmedBy = {"rfc:9293-MUST-15", "kernel:6.18.44"})
    public void withoutAnMssOptionSegmentsCarry536Octets(Ladder it) {
        SutSocket conn = passive(it, listener(it), syn(0).noOptions(), 65_535);
        conn.write(bytes(1000));
        it.out(now(), data(1, 537).ack(1).noOptions()).proves("TCP-7/mss-default-536");
        it.out(now(), data(537, 1001).psh().ack(1)).proves("TCP-7/mss-default-536");
        it.in(after(ms(10)), ack(1, 1001));
    }

    @Scenario(id = "tcp-state/mss-less-timestamps",
            rfc = {"9293-3.7.1-b", "9293-MUST-16", "7323-3.2-b"},
            confirmedBy = {"rfc:9293-3.7.1-b", "kernel:6.18.44"})
    public void timestampsTakeTwelveOctetsFromEachSegment(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1460).ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        SutSocket conn = listener.accept();
        conn.write(bytes(2000));
        it.out(now(), data(1, 1449).ack(1).echoes(1010)).proves("TCP-7/timestamps", "TCP-7/mss-obeyed");
        it.out(now(), data(1449, 2001).psh().ack(1).echoes(1010));
        it.in(after(ms(10)), ack(1, 2001).ts(1020));
    }

    @Scenario(id = "tcp-state/tcp-maxseg",
            rfc = {"9293-MUST-14", "9293-MUST-16"},
            confirmedBy = {"packetdrill:gtests/net/tcp/mss/mss-setsockopt-tcp_maxseg-server.pkt", "kernel:6.18.44"})
    public void maxsegCapsWhatIsOfferedAndWhatIsSent(Ladder it) {
        SutSocket listener = listener(it, "TCP_MAXSEG", 1100);
        it.in(now(), syn(0).mss(1460));
        it.out(now(), synAck(0, 1).mss(1100));
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept();
        conn.write(bytes(1500));
        it.out(now(), data(1, 1101).ack(1)).proves("TCP-7/mss-obeyed", "SOCK-5/maxseg");
        it.out(now(), data(1101, 1501).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1501));
    }

    @Scenario(id = "tcp-state/unknown-options", malformed = true,
            rfc = {"9293-MUST-4", "9293-MUST-5", "9293-MUST-6", "9293-MUST-64"},
            confirmedBy = {"rfc:9293-MUST-6", "kernel:6.18.44"})
    public void unknownOptionsAreSkippedByTheirLength(Ladder it) {
        SutSocket listener = listener(it);
        it.step("an experimental option before the MSS, everything unaligned, then the end of the list");
        it.in(now(), syn(0).rawOptions(99, 5, 1, 2, 3, 2, 4, 3, 0x84, 4, 2, 0));
        it.out(now(), synAck(0, 1).rawOptions(2, 4, 5, 0xb4, 1, 1, 4, 2)).proves("TCP-7/unknown-skipped");
        it.in(after(ms(10)), ack(1, 1).rawOptions(99, 3, 0, 0));
        SutSocket conn = listener.accept();
        conn.write(bytes(1000));
        it.out(now(), data(1, 901).ack(1)).proves("TCP-7/unknown-skipped");
        it.out(now(), data(901, 1001).psh().ack(1));
        it.in(after(ms(10)), ack(1, 1001));
    }

    @Scenario(id = "tcp-state/malformed-options", malformed = true,
            rfc = "9293-MUST-7",
            confirmedBy = {"rfc:9293-MUST-7", "kernel:6.18.44"})
    public void anIllegalLengthEndsTheReadingOfOptions(Ladder it) {
        SutSocket listener = listener(it);
        it.step("length 0, so the MSS behind it is not seen");
        SutSocket first = passive(it, listener, syn(0).rawOptions(99, 0, 2, 4, 3, 0xe8, 1, 1), 65_535);
        first.write(bytes(600));
        it.out(now(), data(1, 537).ack(1)).proves("TCP-7/malformed-harmless");
        it.out(now(), data(537, 601).psh().ack(1));
        it.step("a length that reaches beyond the header does not harm what came before");
        it.ports(PORT, 40_001);
        SutSocket second = passive(it, listener, syn(0).rawOptions(2, 4, 3, 0xe8, 99, 40, 1, 1), 65_535);
        second.write(bytes(600));
        it.out(now(), data(1, 601).psh().ack(1)).proves("TCP-7/malformed-harmless");
        it.in(after(ms(10)), ack(1, 601));
        it.in(after(ms(10)), ack(1, 601).peerPort(40_000));
    }

    @Scenario(id = "tcp-state/syn-options-on-data", malformed = true,
            rfc = {"7323-2.2-c", "9293-MUST-5"},
            confirmedBy = {"rfc:7323-2.2-c", "rfc:9293-MUST-5", "kernel:6.18.44"})
    public void optionsOfASynMeanNothingOnData(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 11).psh().ack(1).win(2000).rawOptions(2, 4, 0, 100, 3, 3, 14, 4, 2, 1, 1, 1));
        it.out(now(), ack(1, 11));
        it.equal("octets", bytes(10), conn.read(100));
        conn.write(bytes(1500));
        it.out(now(), data(1, 1001).ack(11)).proves("TCP-7/mss-obeyed", "TCP-7/window-scale");
        it.out(now(), data(1001, 1501).psh().ack(11));
        it.in(after(ms(10)), ack(11, 1501));
    }

    @Scenario(id = "tcp-state/reserved-bits", malformed = true,
            rfc = "9293-3.1-a",
            confirmedBy = {"rfc:9293-3.1-a", "kernel:6.18.44"})
    public void reservedBitsAreSentAsZeroAndIgnored(Ladder it) {
        SutSocket listener = listener(it);
        it.step("each segment that is expected here is expected with all four at zero");
        it.in(now(), syn(0).reserved(15).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1).reserved(9));
        SutSocket conn = listener.accept();
        it.in(after(ms(10)), data(1, 11).psh().ack(1).reserved(4));
        it.out(now(), ack(1, 11));
        it.equal("octets", bytes(10), conn.read(100));
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(11));
        it.in(after(ms(10)), fin(11, 11).reserved(15));
        it.out(between(ms(0), ms(44)), ack(11, 12));
        conn.close();
        it.out(now(), fin(11, 12));
        it.in(after(ms(10)), ack(12, 12).reserved(1));
    }

    @Scenario(id = "tcp-state/mss-towards-a-far-peer",
            rfc = {"1191-3.1-a", "9293-3.7.1-a"},
            confirmedBy = {"rfc:1191-3.1-a", "kernel:6.18.44"})
    public void theMssForAPeerBehindARouterIsThatOfTheLink(Lab lab) {
        LabHost host = lab.host("host");
        LabHost router = lab.host("router");
        LabWire wire = lab.wire(host, router);
        host.net().addDefaultRoute(wire.addressB().toString());
        SutSocket client = host.socket(STREAM).nonBlocking(true);
        lab.check("the peer is on no link of the host", !isOpen(client));
        lab.runFor(ms(10));
        lab.ladder().find(host.to(router), syn(0).mss(1460)).proves("TCP-7/mss-ethernet-1460");
        client.close();
    }

    private static boolean isOpen(SutSocket client) {
        try {
            client.connect(ip("198.51.100.7"), 80);
            return true;
        } catch (ErrnoException e) {
            return e.errno() != Errno.EINPROGRESS;
        }
    }

    @Scenario(id = "tcp-state/mss-of-a-jumbo-link",
            rfc = {"9293-MUST-67", "9293-3.7.1-a"},
            confirmedBy = {"rfc:9293-MUST-67", "formula:an IPv4 datagram of 65535 octets less 40", "kernel:6.18.44"})
    public void theMssNeverExceedsWhatADatagramCanHold(Lab lab) {
        LabHost host = lab.host("host");
        LabHost other = lab.host("other");
        LabWire wire = lab.wire(host, other).mtu(65_536);
        other.socket(STREAM).bind(PORT).listen(5);
        SutSocket client = host.socket(STREAM);
        lab.task(host, "client", () -> client.connect(wire.addressB(), PORT));
        lab.runFor(ms(10));
        lab.ladder().find(host.to(other), syn(0).mss(65_495)).proves("TCP-7/mss-obeyed");
        lab.ladder().find(other.to(host), synAck(0, 1).mss(65_495));
        client.close();
    }
}
