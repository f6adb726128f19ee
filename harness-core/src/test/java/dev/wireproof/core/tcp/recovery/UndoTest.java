package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What shows that a reduction was needless; it began with SND.UNA 1001 at 5 ms. */
class UndoTest {
    private final Undo undo = new Undo();

    private static AckFacts echo(int millis) {
        AckFacts facts = new AckFacts();
        facts.clear(2001, 1001, 0);
        facts.hasEcho = true;
        facts.echoMillis = millis;
        return facts;
    }

    private void begun(int repairs) {
        undo.begin(1001, 0);
        for (int i = 0; i < repairs; i++) {
            undo.sentAgain((5 + i) * 1_000_000L);
        }
    }

    @Test
    void withoutARepairNoDuplicateCanShowAnything() {
        begun(0);
        assertFalse(undo.allDuplicated());
        undo.duplicated(2001, 1);
        assertFalse(undo.allDuplicated());
    }

    @Test
    void eachRepairHasToArriveTwice() {
        begun(2);
        undo.duplicated(2001, 1);
        assertFalse(undo.allDuplicated());
        undo.duplicated(3001, 1);
        assertTrue(undo.allDuplicated());
        undo.close();
        assertFalse(undo.allDuplicated());
    }

    @Test
    void duplicatesFromBeforeTheReductionDoNotCount() {
        begun(1);
        undo.duplicated(1001, 1);
        assertFalse(undo.allDuplicated());
    }

    @Test
    void anEchoFromBeforeTheFirstRepairIsTheOriginals() {
        begun(2);
        assertTrue(undo.isDelayed(echo(4), true, false));
        assertFalse(undo.isDelayed(echo(5), true, false));
        AckFacts none = echo(4);
        none.hasEcho = false;
        assertFalse(undo.isDelayed(none, true, false));
    }

    @Test
    void withoutAnyRepairWhatArrivesWasOnlyLateUnlessSackIsMissingAndAllIsRecovered() {
        begun(0);
        assertTrue(undo.isDelayed(echo(9), true, true));
        assertFalse(undo.isDelayed(echo(9), false, true));
        AckFacts syn = echo(9);
        syn.synAcked = true;
        assertFalse(undo.isDelayed(syn, true, false));
    }

    @Test
    void blocksBelowTheAcknowledgementCountDownToWhereTheReductionBegan() {
        boolean[] answers = new boolean[6];
        answers[0] = undo.covers(1001, 2001, 3001, 60_000);
        begun(1);
        answers[1] = undo.covers(1001, 2001, 3001, 60_000);
        answers[2] = undo.covers(1, 1001, 3001, 60_000);
        answers[3] = undo.covers(501, 1501, 3001, 60_000);
        answers[4] = undo.covers(501, 1501, 3001, 900);
        answers[5] = undo.covers(2001, 4001, 3001, 60_000);
        assertEquals("[false, true, false, true, false, false]", Arrays.toString(answers));
    }
}
