package dev.wireproof.catalogue.tcp.timer;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.When;

/** Keepalive: silent by default, and what it sends when switched on (facts 9.18). */
public class Keepalive {
    private static final When TWO_SECONDS = between(ms(2000), ms(2070));
    private static final When ONE_SECOND = between(ms(990), ms(1070));

    private static SutSocket watched(Ladder it) {
        SutSocket conn = passive(it).option("TCP_KEEPIDLE", 2).option("TCP_KEEPINTVL", 1).option("TCP_KEEPCNT", 3);
        return conn.option("SO_KEEPALIVE", 1);
    }

    @Scenario(id = "tcp-timer/keepalive-options",
            rfc = {"9293-MUST-24", "9293-MUST-27", "9293-MUST-29", "9293-SHLD-12", "9293-MAY-5"},
            confirmedBy = {"rfc:9293-SHLD-12", "kernel:6.18.44"})
    public void threeUnansweredProbesResetTheConnection(Ladder it) {
        SutSocket conn = watched(it);
        it.out(TWO_SECONDS, ack(0, 1)).proves("TCP-14/keepalive-options");
        it.out(ONE_SECOND, ack(0, 1)).proves("TCP-14/keepalive-options");
        it.out(ONE_SECOND, ack(0, 1)).proves("TCP-14/keepalive-options");
        it.out(ONE_SECOND, rstAck(1, 1));
        it.equal("error", "ETIMEDOUT", conn.takeError()).proves("TCP-14/keepalive-options");
    }

    @Scenario(id = "tcp-timer/keepalive-answered",
            rfc = {"9293-MUST-26", "9293-MUST-29"},
            confirmedBy = {"rfc:9293-MUST-26", "kernel:6.18.44"})
    public void anAnswerStartsTheIdleTimeAnew(Ladder it) {
        SutSocket conn = watched(it);
        it.out(TWO_SECONDS, ack(0, 1));
        it.in(after(ms(10)), ack(1, 1));
        it.out(TWO_SECONDS, ack(0, 1)).proves("TCP-14/keepalive-options");
        it.in(after(ms(500)), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
        it.equal("octets", bytes(10), conn.read(100));
        it.out(TWO_SECONDS, ack(0, 11)).proves("TCP-14/keepalive-options");
        it.in(after(ms(10)), ack(11, 1));
    }

    @Scenario(id = "tcp-timer/keepalive-defaults", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-28", "9293-MUST-24"},
            confirmedBy = {"rfc:9293-MUST-28", "formula:7200 s, then 9 probes 75 s apart (facts 9.18)"})
    public void theDefaultsAreTwoHoursAndNineProbes(Ladder it) {
        SutSocket conn = passive(it).option("SO_KEEPALIVE", 1);
        it.out(after(seconds(7200)), ack(0, 1)).proves("TCP-14/keepalive-time", "SOCK-5/keepalive");
        for (int n = 1; n < 9; n++) {
            it.out(after(seconds(75)), ack(0, 1)).proves("TCP-14/keepalive-interval");
        }
        it.out(after(seconds(75)), rstAck(1, 1)).proves("TCP-14/keepalive-probes");
        it.equal("error", "ETIMEDOUT", conn.takeError()).proves("TCP-14/keepalive-probes");
    }

    @Scenario(id = "tcp-timer/keepalive-off", needs = {Capability.VIRTUAL_TIME, Capability.TCP_INFO},
            rfc = "9293-MUST-25",
            confirmedBy = "rfc:9293-MUST-25")
    public void withoutTheOptionAnIdleConnectionIsSilent(Ladder it) {
        SutSocket conn = passive(it);
        it.quiet(seconds(4 * 3600));
        it.info(conn).state("ESTABLISHED");
        it.in(now(), data(1, 11).psh().ack(1));
        it.out(now(), ack(1, 11));
    }
}
