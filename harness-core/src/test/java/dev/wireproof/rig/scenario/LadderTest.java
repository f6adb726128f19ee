package dev.wireproof.rig.scenario;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.arpRequest;
import static dev.wireproof.rig.scenario.Words.between;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LadderTest {
    private static final int ISN = 0xFFFF_FFF0;

    private final ScriptedTarget host = new ScriptedTarget();
    private final Ladder it = new Ladder(host);

    @Test
    void numbersAreRelativeToBothInitialSequenceNumbersAcrossTheWrap() {
        host.sends(0, synAck(0, 1).mss(1460).win(65_535), ISN).sends(0, data(1, 101).psh().ack(1), ISN);
        it.in(now(), syn(0));
        it.out(now(), synAck(0, 1).mss(1460));
        it.out(now(), data(1, 101).psh().ack(1));
        it.finish();
    }

    @Test
    void aFailureShowsExpectedAndActualAndTheFieldsThatDiffer() {
        host.sends(0, synAck(0, 1).mss(1400).win(1000), ISN);
        it.in(now(), syn(0));
        ScenarioFailure f = assertThrows(ScenarioFailure.class, () -> it.out(now(), synAck(0, 1).mss(1460).win(1000)));
        assertTrue(f.getMessage().contains("mss: expected 1460, got 1400"), f.getMessage());
        assertTrue(f.getMessage().contains("ladder so far"), f.getMessage());
        assertTrue(!f.getMessage().contains("win:"), f.getMessage());
    }

    @Test
    void aFrameAtAnotherTimeFails() {
        host.sends(2_000_000, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        ScenarioFailure f = assertThrows(ScenarioFailure.class, () -> it.out(after(ms(3)), synAck(0, 1)));
        assertTrue(f.getMessage().contains("time: expected +3 ms, got +2 ms"), f.getMessage());
    }

    @Test
    void aWindowOfTimeAcceptsWhatLiesInside() {
        host.sends(2_000_000, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        it.out(between(ms(1), ms(3)), synAck(0, 1));
        assertEquals(2_000_000, host.now());
    }

    @Test
    void aMissingFrameIsSaid() {
        it.in(now(), syn(0));
        ScenarioFailure f = assertThrows(ScenarioFailure.class, () -> it.out(after(ms(3)), synAck(0, 1)));
        assertTrue(f.getMessage().contains("nothing was sent until 3 ms"), f.getMessage());
    }

    @Test
    void aLateFrameIsNamedWithItsMoment() {
        host.sends(5_000_000, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        ScenarioFailure f = assertThrows(ScenarioFailure.class, () -> it.out(after(ms(3)), synAck(0, 1)));
        assertTrue(f.getMessage().contains("nothing was sent until 3 ms; next came at 5 ms S. 0:0(0) ack 1"), f.getMessage());
    }

    @Test
    void anUnexpectedFrameFailsBeforeTheNextStatementAndAtTheEnd() {
        host.sends(0, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        assertThrows(ScenarioFailure.class, () -> it.in(after(ms(1)), ack(1, 1)));
        host.sends(1_000_000, synAck(0, 1), ISN);
        assertThrows(ScenarioFailure.class, it::finish);
    }

    @Test
    void thePeerAnswersArpUnlessTheScenarioDoes() {
        host.answersOnly = false;
        host.sends(0, arpRequest().target(Addressing.STANDARD.peer()), 0);
        it.quiet(ms(1));
        assertEquals(1, host.injected.size());
        assertEquals(2, it.trace().frames().size());
    }

    @Test
    void retransmissionIsCheckedAgainstWhatWasSent() {
        host.sends(0, synAck(0, 1), ISN).sends(0, data(1, 101).ack(1), ISN);
        it.in(now(), syn(0));
        it.out(now(), synAck(0, 1));
        assertThrows(ScenarioFailure.class, () -> it.out(now(), data(1, 101).ack(1).retransmitted()));
    }

    @Test
    void leaksAtTheEndFail() {
        host.leaks = java.util.List.of("socket 3");
        assertThrows(ScenarioFailure.class, it::finish);
    }

    @Test
    void proofsAreKeptInOrderWithoutRepetition() {
        host.sends(0, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        it.out(now(), synAck(0, 1)).proves("TCP-1/b").proves("TCP-1/a", "TCP-1/b");
        assertEquals(java.util.List.of("TCP-1/b", "TCP-1/a"), it.proofs());
    }
}
