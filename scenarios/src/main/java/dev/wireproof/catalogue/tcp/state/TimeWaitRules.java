package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** TIME-WAIT and FIN-WAIT-2 of a socket that nobody holds: small objects with rules of their own (facts 10.6). */
public class TimeWaitRules {
    private static final int DISCARD = 9;

    private static SutSocket timeWait(Ladder it) {
        SutSocket listener = listener(it);
        SutSocket conn = passive(it, listener, syn(0).mss(1000), 65_535);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
        return listener;
    }

    @Scenario(id = "tcp-state/time-wait-lost-last-ack",
            rfc = {"9293-3.10.7.4-5n", "1337-2"},
            confirmedBy = {"rfc:9293-3.10.7.4-5n", "kernel:6.18.44"})
    public void aFinThatComesAgainIsAcknowledgedAgain(Ladder it) {
        timeWait(it);
        it.in(after(ms(200)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-lost-last-ack");
        it.in(after(ms(400)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-lost-last-ack");
        it.step("old and new data are answered by an ACK too, a pure ACK at the right number by nothing");
        it.in(after(ms(600)), data(1, 2).ack(2));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(600)), data(2, 102).psh().ack(2));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(600)), ack(2, 2));
        it.quiet(ms(100));
    }

    @Scenario(id = "tcp-state/time-wait-60-seconds", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-3.10.8-c", "9293-3.10.7.4-5n"},
            confirmedBy = {"formula:TCP_TIMEWAIT_LEN 60 s, started anew by a FIN (facts 10.6)", "kernel:6.18.44"})
    public void timeWaitLastsSixtySecondsAfterTheLastFin(Ladder it) {
        timeWait(it);
        it.in(after(seconds(59)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(seconds(59)), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-length");
        it.in(after(seconds(61)), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-15/time-wait-length", "TCP-1/time-wait-to-closed");
    }

    @Scenario(id = "tcp-state/time-wait-reset",
            rfc = {"9293-3.10.7.4-2k"},
            confirmedBy = {"rfc:9293-3.10.7.4-2k", "kernel:6.18.44"})
    public void aResetAtTheExactNumberEndsTimeWait(Ladder it) {
        timeWait(it);
        it.step("elsewhere it is ignored");
        it.in(after(ms(10)), rst(12));
        it.in(after(ms(10)), rst(1));
        it.in(after(ms(600)), fin(1, 2));
        it.out(now(), ack(2, 2));
        it.in(after(ms(10)), rst(2));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-1/time-wait-rst");
    }

    @Scenario(id = "tcp-state/time-wait-rfc1337", needs = Capability.SYSCTLS,
            rfc = {"1337-F1", "1337-2"},
            confirmedBy = {"rfc:1337-F1", "formula:facts 10.6", "kernel:6.18.44"})
    public void withRfc1337AResetDoesNotEndTimeWait(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_rfc1337", "1");
        timeWait(it);
        it.in(after(ms(10)), rst(2));
        it.quiet(ms(600));
        it.in(now(), fin(1, 2));
        it.out(now(), ack(2, 2)).proves("TCP-15/rfc1337", "TCP-1/time-wait-rst");
    }

    @Scenario(id = "tcp-state/time-wait-reopened-by-sequence",
            rfc = {"9293-MAY-2", "9293-3.10.7.4-4d", "6191-2-e"},
            confirmedBy = {"rfc:9293-MAY-2", "rfc:6191-2-e", "kernel:6.18.44"})
    public void aSynBeyondTheOldNumbersReopens(Ladder it) {
        SutSocket listener = timeWait(it);
        it.step("a SYN within the old numbers only gets an ACK");
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(600)), syn(100_000).mss(1000));
        it.out(now(), synAck(0, 100_001).win(WINDOW).mss(1460)).proves("TCP-15/time-wait-reuse");
        it.in(after(ms(10)), ack(100_001, 1));
        it.check("the new incarnation is accepted", listener.accept() != null).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/time-wait-without-listener",
            rfc = {"9293-3.10.7.4-4d"},
            confirmedBy = {"rfc:9293-3.10.7.4-4d", "kernel:6.18.44"})
    public void withoutAListenerEvenANewSynOnlyGetsAnAck(Ladder it) {
        timeWait(it).close();
        it.in(after(ms(600)), syn(100_000).mss(1000));
        it.out(now(), ack(2, 2));
    }

    @Scenario(id = "tcp-state/time-wait-reopened-by-timestamp",
            rfc = {"6191-2-a", "6191-2-b", "9293-SHLD-4"},
            confirmedBy = {"rfc:6191-2-a", "example:RFC 6191 TIME-WAIT decisions", "kernel:6.18.44"})
    public void aSynWithANewerTimestampReopensWithinTheOldNumbers(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(1000));
        it.out(now(), synAck(0, 1).ts());
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        SutSocket conn = listener.accept();
        conn.close();
        it.out(now(), fin(1, 1).ts());
        it.in(after(ms(10)), ack(1, 2).ts(1020));
        it.in(after(ms(10)), fin(1, 2).ts(1030));
        it.out(now(), ack(2, 2).ts());
        it.in(after(ms(600)), syn(-1000).mss(1000).ts(1030));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(600)), syn(-1000).mss(1000).ts(2230));
        it.out(now(), synAck(0, -999).mss(1460).ts()).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/fin-wait-2-timeout", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-3.10.7.4-5j"},
            confirmedBy = {"formula:tcp_fin_timeout 60 s for an orphan (facts 10.1 step 8)", "kernel:6.18.44"})
    public void anOrphanInFinWait2EndsAfterTheFinTimeout(Ladder it) {
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.quiet(seconds(59));
        it.step("old data shows that it is still there");
        it.in(now(), ack(0, 2));
        it.out(now(), ack(2, 1));
        it.in(after(seconds(2)), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-15/fin-wait-2-timeout");
    }

    @Scenario(id = "tcp-state/fin-wait-2-short-timeout", needs = Capability.SYSCTLS,
            rfc = {"9293-3.10.7.4-5j"},
            confirmedBy = "kernel:6.18.44")
    public void theFinTimeoutIsASysctl(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_fin_timeout", "2");
        SutSocket conn = passive(it);
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(3000)), fin(1, 2));
        it.out(now(), rst(2)).proves("TCP-15/fin-wait-2-timeout");
    }

    @Scenario(id = "tcp-state/time-wait-largest-window",
            rfc = "9293-SHLD-14",
            confirmedBy = "formula:a window field holds at most 65535")
    public void aWindowBeyondItsFieldIsOfferedAsTheLargest(Ladder it) {
        it.ports(DISCARD, 40_000);
        SutSocket conn = passive(it, it.sut().socket(STREAM).option("SO_RCVBUF", 110_235).bind(DISCARD).listen(5),
                syn(0).mss(1460).wscale(7), 65_535);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.step("full segments that are read at once let the window grow beyond 131070");
        for (int from = 1; from < 150_000; from += 1448) {
            it.in(after(ms(10)), data(from, from + 1448).ack(2));
            conn.readFully(1448);
            it.pass(ms(50));
            it.taken();
        }
        it.in(after(ms(10)), fin(150_593, 2));
        it.out(now(), ack(2, 150_594).win(65_535));
        it.in(after(seconds(1)), fin(150_593, 2));
        it.out(now(), ack(2, 150_594).win(65_535));
    }
}
