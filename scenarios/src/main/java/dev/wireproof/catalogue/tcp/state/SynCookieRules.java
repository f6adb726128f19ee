package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** SYN cookies (RFC 4987 section 3.6, facts 8.6): handshakes that leave no trace until their last segment. */
public class SynCookieRules {
    private static SutSocket always(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_syncookies", "2");
        return listener(it);
    }

    private static void counts(Ladder it, int sent, int received, int failed) {
        it.equal("cookies sent", (long) sent, it.sut().counter("TcpExt.SyncookiesSent"));
        it.equal("cookies that came back", (long) received, it.sut().counter("TcpExt.SyncookiesRecv"));
        it.equal("ACKs without a good cookie", (long) failed, it.sut().counter("TcpExt.SyncookiesFailed"));
    }

    @Scenario(id = "tcp-state/cookie-when-the-queue-is-full", needs = Capability.COUNTERS,
            rfc = {"4987-3-a", "4987-3.6-a", "4987-3.6-c", "4987-4-a"},
            confirmedBy = {"rfc:4987-3.6-a", "formula:requests above the backlog of 1 (facts 8.3), 536 for a peer that takes 1000 (facts 8.6)",
                "kernel:6.18.44"})
    public void beyondTheBacklogARequestIsAnsweredByACookieAndForgotten(Ladder it) {
        SutSocket listener = listener(it, 1);
        for (int port = 40_001; port <= 40_002; port++) {
            it.in(after(ms(1)), syn(0).peerPort(port).mss(1000).wscale(7).sackPermitted());
            it.out(now(), synAck(0, 1).peerPort(port).mss(1460).wscale(10).sackPermitted());
        }
        counts(it, 0, 0, 0);
        it.step("the third gets a number, but neither a scale nor SACK");
        it.in(after(ms(1)), syn(0).peerPort(40_003).mss(1000).wscale(7).sackPermitted());
        it.out(now(), synAck(0, 1).peerPort(40_003).win(WINDOW).rawOptions(2, 4, 5, 0xb4)).proves("TCP-5/cookie-sent");
        counts(it, 1, 0, 0);
        it.equal("full", 1L, it.sut().counter("TcpExt.TCPReqQFullDoCookies"));
        it.step("only the first two are kept, and answered again after a second");
        it.pass(ms(1500));
        it.equal("SYN-ACKs that came again", 2, it.taken().size()).proves("TCP-5/cookie-sent");
        it.in(now(), ack(1, 1).peerPort(40_003));
        SutSocket conn = listener.accept();
        counts(it, 1, 1, 0);
        it.in(after(ms(1)), data(1, 101).psh().ack(1).peerPort(40_003));
        it.out(now(), ack(1, 101).peerPort(40_003).noOptions()).proves("TCP-5/cookie-validated");
        conn.write(bytes(600));
        it.out(now(), data(1, 537).ack(101)).proves("TCP-5/mss-table");
        it.out(now(), data(537, 601).psh().ack(101));
        it.in(after(ms(10)), ack(101, 601).peerPort(40_003));
        it.step("the others end their handshakes as ever");
        it.in(after(ms(1)), ack(1, 1).peerPort(40_001));
        it.check("accepted", listener.accept() != null);
    }

    @Scenario(id = "tcp-state/cookie-forged", needs = {Capability.COUNTERS, Capability.SYSCTLS},
            rfc = {"4987-3.6-b", "9293-3.10.7.2-b", "9293-3.10.7.2-a"},
            confirmedBy = {"rfc:4987-3.6-b", "kernel:6.18.44"})
    public void anAckThatBringsNoCookieIsReset(Ladder it) {
        SutSocket listener = listener(it).nonBlocking(true);
        it.step("before any cookie was sent nothing is even looked at");
        it.in(now(), ack(1, 77));
        it.out(now(), rst(77));
        counts(it, 0, 0, 0);
        it.sut().sysctl("net.ipv4.tcp_syncookies", "2");
        it.in(after(ms(1)), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.step("another number, another sequence, another port");
        it.in(after(ms(10)), ack(1, 1000));
        it.out(now(), rst(1000)).proves("TCP-5/cookie-forged");
        it.in(after(ms(10)), ack(2, 1));
        it.out(now(), rst(1)).proves("TCP-5/cookie-forged");
        int cookie = ByteBuffer.wrap(it.lastSent()).getInt(24);
        it.in(after(ms(10)), ack(1, cookie).absolute().peerPort(40_001));
        it.out(now(), rst(cookie).absolute().peerPort(40_001)).proves("TCP-5/cookie-forged");
        counts(it, 1, 0, 3);
        it.step("a RST does not complete a handshake, whatever it acknowledges; nor does a SYN-ACK");
        it.in(after(ms(10)), rstAck(1, 1).peerPort(40_000));
        it.in(after(ms(10)), segment(1, 1).syn().ack(1).peerPort(40_000).absolute());
        it.out(now(), rst(1).absolute().peerPort(40_000));
        it.fails(Errno.EAGAIN, listener::accept).proves("TCP-5/cookie-forged");
        counts(it, 1, 0, 3);
    }

    @Scenario(id = "tcp-state/cookie-expires", needs = {Capability.COUNTERS, Capability.VIRTUAL_TIME},
            rfc = "4987-3.6-b",
            confirmedBy = {"rfc:4987-3.6-b", "formula:good in its minute and the next (facts 8.6)"})
    public void aCookieIsGoodInItsMinuteAndTheNext(Ladder it) {
        SutSocket listener = always(it).nonBlocking(true);
        it.quiet(seconds(50));
        for (int port = 40_001; port <= 40_003; port++) {
            it.in(now(), syn(0).peerPort(port).mss(1000));
            it.out(now(), synAck(0, 1).peerPort(port));
        }
        it.quiet(seconds(69));
        it.in(now(), ack(1, 1).peerPort(40_001));
        it.check("accepted after 69 s", listener.accept() != null).proves("TCP-5/cookie-validated");
        it.quiet(seconds(2));
        it.in(now(), ack(1, 1).peerPort(40_002));
        it.out(now(), rst(1).peerPort(40_002)).proves("TCP-5/cookie-forged");
        counts(it, 3, 1, 1);
        it.step("120 s after the last cookie ACKs are not looked at any more");
        it.quiet(seconds(60));
        it.in(now(), ack(1, 1).peerPort(40_003));
        it.out(now(), rst(1).peerPort(40_003)).proves("TCP-5/cookie-forged");
        counts(it, 3, 1, 1);
    }

    @Scenario(id = "tcp-state/cookie-segment-sizes", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            rfc = "4987-3.6-c",
            confirmedBy = {"formula:536 1300 1440 1460 (facts 8.6)", "kernel:6.18.44"})
    public void theSegmentSizeIsTheLargestOfFourThatThePeerTakes(Ladder it) {
        SutSocket listener = always(it);
        int[][] takenAndKept = {{9000, 1460}, {1460, 1460}, {1459, 1440}, {1439, 1300}, {1300, 1300}, {1299, 536}, {200, 536}};
        int port = 40_000;
        for (int[] pair : takenAndKept) {
            it.in(after(ms(1)), syn(0).peerPort(++port).mss(pair[0]));
            it.out(now(), synAck(0, 1).peerPort(port));
            it.in(after(ms(1)), ack(1, 1).peerPort(port));
            it.info(listener.accept()).mss(pair[1]).proves("TCP-5/mss-table");
        }
    }

    @Scenario(id = "tcp-state/cookie-with-timestamps", needs = {Capability.SYSCTLS, Capability.TCP_INFO},
            rfc = "4987-3.6-c",
            confirmedBy = {"rfc:4987-3.6-c", "formula:six bits of TSval (facts 8.6)", "kernel:6.18.44"})
    public void theEchoBringsScaleAndSackBack(Ladder it) {
        SutSocket listener = always(it);
        it.in(now(), syn(0).mss(1460).sackPermitted().ts(1000).wscale(7));
        it.out(now(), synAck(0, 1).mss(1460).sackPermitted().echoes(1000).wscale(10)).proves("TCP-5/timestamp-options");
        it.in(after(ms(10)), ack(1, 1).ts(1010).win(20));
        SutSocket conn = listener.accept();
        it.step("1280 octets fit half the peer's window of 20 x 128");
        conn.write(bytes(1280));
        it.out(now(), data(1, 1281).psh().ack(1).echoes(1010)).proves("TCP-5/timestamp-options");
        it.step("a hole is reported by SACK, in a window of 1024 octets a unit");
        it.in(after(ms(10)), data(101, 201).ack(1281).ts(1020).win(10));
        it.out(now(), ack(1281, 1).sack(101, 201).echoes(1010)).proves("TCP-5/timestamp-options");
        it.step("a peer with timestamps and a scale of 0, but without SACK");
        it.in(after(ms(10)), syn(0).peerPort(40_001).mss(1460).ts(1000).wscale(0));
        it.out(now(), synAck(0, 1).peerPort(40_001).mss(1460).echoes(1000).wscale(10));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_001).ts(1010).win(400));
        SutSocket plain = listener.accept();
        plain.write(bytes(200));
        it.out(now(), data(1, 201).psh().ack(1).win(63).peerPort(40_001).ts());
        it.in(after(ms(10)), data(101, 201).ack(201).peerPort(40_001).ts(1020));
        it.out(now(), ack(201, 1).peerPort(40_001)).proves("TCP-5/timestamp-options");
        it.equal("only timestamps behind the header", 12, optionLength(it));
    }

    @Scenario(id = "tcp-state/cookie-with-ecn", needs = Capability.SYSCTLS,
            rfc = "4987-3.6-c",
            confirmedBy = {"formula:bit 5 of TSval (facts 8.6)", "kernel:6.18.44"})
    public void ecnComesBackByTheEchoAloneAndNotWithoutTimestamps(Ladder it) {
        always(it);
        it.in(now(), syn(0).ece().cwr().mss(1460).ts(1000).wscale(7));
        it.out(now(), synAck(0, 1).ece().ts());
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        it.in(after(ms(10)), data(1, 101).psh().ack(1).ts(1020).tos(3));
        it.out(now(), ack(1, 101).ece().echoes(1020)).proves("TCP-5/timestamp-options");
        it.step("without timestamps the SYN-ACK does not grant it");
        it.in(after(ms(10)), syn(0).ece().cwr().mss(1460).peerPort(40_001));
        it.out(now(), synAck(0, 1).peerPort(40_001));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_001));
        it.in(after(ms(10)), data(1, 101).psh().ack(1).peerPort(40_001).tos(3));
        it.out(now(), ack(1, 101).peerPort(40_001)).proves("TCP-5/timestamp-options");
    }

    @Scenario(id = "tcp-state/cookie-of-a-group", needs = {Capability.COUNTERS, Capability.SYSCTLS},
            rfc = "4987-3.6-a",
            confirmedBy = {"formula:members of a SO_REUSEPORT group share when they overflowed (reuse->synq_overflow_ts)", "kernel:6.18.44"})
    public void aCookieIsGoodAtEveryMemberOfAGroup(Ladder it) {
        it.ports(PORT, 40_000);
        it.sut().sysctl("net.ipv4.tcp_syncookies", "2");
        SutSocket gone = it.sut().socket(STREAM).option("SO_REUSEPORT", 1).bind(PORT).listen(5);
        SutSocket stays = it.sut().socket(STREAM).option("SO_REUSEPORT", 1).bind(PORT).listen(20);
        for (int port = 40_001; port <= 40_006; port++) {
            it.in(after(ms(1)), syn(0).peerPort(port).mss(1000));
            it.out(now(), synAck(0, 1).peerPort(port));
        }
        gone.close();
        for (int port = 40_001; port <= 40_006; port++) {
            it.in(after(ms(1)), ack(1, 1).peerPort(port));
            it.check("accepted", stays.accept() != null).proves("TCP-5/cookie-validated");
        }
        counts(it, 6, 6, 0);
    }

    private static int optionLength(Ladder it) {
        return (it.lastSent()[32] >> 2 & 0x3C) - 20;
    }

    @Scenario(id = "tcp-state/cookie-and-a-full-accept-queue", needs = {Capability.COUNTERS, Capability.SYSCTLS},
            rfc = "4987-3.6-a",
            confirmedBy = {"formula:order of the checks of facts 8.3", "kernel:6.18.44"})
    public void aCookieDoesNotMakeRoomInTheAcceptQueue(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_syncookies", "2");
        SutSocket listener = listener(it, 0).nonBlocking(true);
        it.in(now(), syn(0).peerPort(40_001).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_001));
        it.in(after(ms(1)), syn(0).peerPort(40_002).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_002));
        it.in(after(ms(1)), ack(1, 1).peerPort(40_001));
        it.step("the queue is full: neither the next ACK nor the next SYN is answered");
        it.in(after(ms(1)), ack(1, 1).peerPort(40_002));
        it.in(after(ms(1)), syn(0).peerPort(40_003).mss(1000));
        it.quiet(ms(500)).proves("TCP-3/accept-queue-full");
        it.equal("overflows", 2L, it.sut().counter("TcpExt.ListenOverflows"));
        it.equal("drops", 2L, it.sut().counter("TcpExt.ListenDrops"));
        it.check("first", listener.accept() != null);
        it.step("there is room; the cookie is still good");
        it.in(now(), ack(1, 1).peerPort(40_002));
        it.check("second", listener.accept() != null).proves("TCP-5/cookie-validated");
    }

    @Scenario(id = "tcp-state/no-cookie-out-of-time-wait", needs = {Capability.COUNTERS, Capability.SYSCTLS},
            rfc = "4987-4-a",
            confirmedBy = {"formula:tcp_conn_request sends no cookie for a SYN that ends TIME-WAIT (facts 8.3)", "kernel:6.18.44"})
    public void aSynThatReopensAConnectionNeedsNoCookie(Ladder it) {
        SutSocket listener = always(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1));
        listener.accept().close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
        counts(it, 1, 1, 0);
        it.in(after(ms(600)), syn(100_000).mss(1000));
        it.out(now(), synAck(0, 100_001)).proves("TCP-15/time-wait-reuse");
        counts(it, 1, 1, 0);
        it.step("the request is kept: its SYN-ACK comes again");
        it.out(between(ms(1000), ms(1040)), synAck(0, 100_001).retransmitted());
        it.in(now(), ack(100_001, 1));
        it.check("accepted", listener.accept() != null);
    }
}
