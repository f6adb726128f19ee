package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.WINDOW;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** RST at RCV.NXT in each synchronized state, with the error that the state gives. */
public class SynchronizedResets {
    private static void gone(Ladder it, int number) {
        it.in(after(ms(1)), ack(5, number));
        it.out(now(), rst(number));
        it.quiet(ms(500));
    }

    @Scenario(id = "tcp-state/rst-in-established",
            rfc = {"9293-3.10.7.4-2b", "9293-3.10.7.4-2f", "9293-MUST-12"},
            confirmedBy = {"rfc:9293-3.10.7.4-2f", "kernel:6.18.44"})
    public void queuedDataComesBeforeTheReset(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), data(1, 101).psh().ack(1));
        it.out(now(), ack(1, 101));
        it.in(after(ms(10)), rst(101));
        it.equal("readiness", "IN OUT RDHUP HUP ERR", conn.poll());
        it.equal("octets before the reset", bytes(100), conn.read(100));
        it.fails(Errno.ECONNRESET, () -> conn.read(100)).proves("TCP-1/synchronized-rst");
        it.equal("after the error", 0, conn.read(100).length);
        gone(it, 1);
    }

    @Scenario(id = "tcp-state/rst-in-fin-wait-1", needs = Capability.TCP_INFO,
            rfc = "9293-3.10.7.4-2g",
            confirmedBy = {"rfc:9293-3.10.7.4-2g", "kernel:6.18.44"})
    public void aResetInFinWait1IsReported(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), rst(1));
        it.equal("error", "ECONNRESET", conn.takeError()).proves("TCP-1/synchronized-rst");
        it.info(conn).state("CLOSED");
        gone(it, 2);
    }

    @Scenario(id = "tcp-state/rst-in-fin-wait-2", needs = Capability.TCP_INFO,
            rfc = "9293-3.10.7.4-2h",
            confirmedBy = {"rfc:9293-3.10.7.4-2h", "kernel:6.18.44"})
    public void aResetInFinWait2IsReported(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), ack(1, 2));
        it.in(after(ms(10)), rst(1));
        it.equal("error", "ECONNRESET", conn.takeError()).proves("TCP-1/synchronized-rst");
        it.info(conn).state("CLOSED");
        gone(it, 2);
    }

    @Scenario(id = "tcp-state/rst-in-close-wait",
            rfc = "9293-3.10.7.4-2i",
            confirmedBy = {"rfc:9293-3.10.7.4-2i", "kernel:6.18.44"})
    public void aResetInCloseWaitIsABrokenPipe(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), fin(1, 1));
        it.out(between(ms(0), ms(44)), ack(1, 2));
        it.in(after(ms(10)), rst(2));
        it.equal("the end that came first", 0, conn.read(100).length);
        it.fails(Errno.EPIPE, () -> conn.write(bytes(1))).proves("TCP-1/synchronized-rst");
        gone(it, 1);
    }

    @Scenario(id = "tcp-state/rst-in-closing-and-last-ack", needs = Capability.TCP_INFO,
            rfc = "9293-3.10.7.4-2j",
            confirmedBy = {"rfc:9293-3.10.7.4-2j", "kernel:6.18.44"})
    public void aResetInClosingAndLastAckJustEnds(Ladder it) {
        SutSocket conn = passive(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 1));
        it.out(now(), ack(2, 2));
        it.info(conn).state("CLOSING");
        it.in(after(ms(10)), rst(2));
        it.info(conn).state("CLOSED").proves("TCP-1/synchronized-rst");
        gone(it, 2);
    }

    @Scenario(id = "tcp-state/rst-with-data",
            rfc = {"9293-SHLD-2", "9293-3.10.7.4-2b"},
            confirmedBy = {"rfc:9293-SHLD-2", "kernel:6.18.44"})
    public void aResetThatCarriesDataIsAReset(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), segment(1, 21).rst());
        it.fails(Errno.ECONNRESET, () -> conn.read(100)).proves("TCP-1/synchronized-rst");
        gone(it, 1);
    }

    @Scenario(id = "tcp-state/rst-window-cases",
            rfc = {"9293-3.10.7.4-2a", "9293-3.10.7.4-2b", "9293-3.10.7.4-2c", "9293-3.10.7.4-1f", "5961-3-d"},
            confirmedBy = {"rfc:9293-3.10.7.4-2c", "example:RST window cases", "kernel:6.18.44"})
    public void aResetIsTakenAtTheExactNumberAndChallengedElsewhereInTheWindow(Ladder it) {
        SutSocket conn = passive(it);
        it.in(after(ms(10)), rst(0));
        it.in(after(ms(10)), rst(2 + WINDOW));
        it.quiet(ms(50)).proves("TCP-16/rst-outside-dropped");
        it.in(now(), rst(2));
        it.out(now(), ack(1, 1)).proves("TCP-16/rst-in-window-challenged");
        it.in(after(ms(600)), rst(WINDOW));
        it.out(now(), ack(1, 1)).proves("TCP-16/rst-in-window-challenged");
        it.step("the true peer answers the challenge with the number it names");
        it.in(after(ms(10)), rst(1));
        it.equal("error", "ECONNRESET", conn.takeError()).proves("TCP-1/synchronized-rst");
    }
}
