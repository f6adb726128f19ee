package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcnTest {
    private static Ecn agreed() {
        Ecn ecn = new Ecn();
        ecn.on = true;
        return ecn;
    }

    @ParameterizedTest(name = "sent again {0}, strict {1}, ECE {2}, CWR {3}")
    @CsvSource({
        "false, false, true,  false, true",
        "false, false, true,  true,  false",
        "false, false, false, true,  false",
        "false, false, false, false, false",
        "true,  false, true,  false, true",
        "true,  true,  true,  false, false",
        "false, true,  true,  false, true"
    })
    void theAnswerToTheSynDecides(boolean again, boolean strict, boolean ece, boolean cwr, boolean on) {
        Ecn ecn = agreed();
        if (again) {
            ecn.onSynSentAgain(true);
            assertFalse(ecn.asks());
        }
        ecn.onSynAck(ece, cwr, strict);
        assertEquals(on, ecn.on);
    }

    @Test
    void whoDidNotAskGetsNothingFromAGrant() {
        Ecn ecn = new Ecn();
        ecn.onSynAck(true, false, false);
        assertFalse(ecn.on);
    }

    @Test
    void withoutFallbackEverySynAsks() {
        Ecn ecn = agreed();
        ecn.onSynSentAgain(false);
        assertTrue(ecn.asks());
    }

    @Test
    void aMarkIsEchoedUntilCwrAndTheNextMarkBeginsAnew() {
        Ecn ecn = agreed();
        assertEquals(Ecn.Arrival.NOTHING, ecn.onText(Ecn.ECT0));
        assertFalse(ecn.isEchoing());
        assertEquals(Ecn.Arrival.QUICK, ecn.onText(Ecn.CE));
        assertTrue(ecn.isEchoing());
        assertEquals(Ecn.Arrival.NOTHING, ecn.onText(Ecn.CE));
        assertEquals(Ecn.Arrival.NOTHING, ecn.onText(Ecn.ECT1));
        assertTrue(ecn.isEchoing());
        ecn.onCwr();
        assertFalse(ecn.isEchoing());
        assertEquals(Ecn.Arrival.QUICK, ecn.onText(Ecn.CE));
        assertTrue(ecn.isEchoing());
    }

    @Test
    void textWithoutEctIsSuspectOnlyAfterTextWithIt() {
        Ecn ecn = agreed();
        assertEquals(Ecn.Arrival.NOTHING, ecn.onText(Ecn.NOT_ECT));
        assertFalse(ecn.isSeen());
        ecn.onText(Ecn.ECT0);
        assertTrue(ecn.isSeen());
        assertEquals(Ecn.Arrival.QUICK, ecn.onText(Ecn.NOT_ECT));
    }

    @Test
    void withoutAgreementMarksMeanNothing() {
        Ecn ecn = new Ecn();
        assertEquals(Ecn.Arrival.NOTHING, ecn.onText(Ecn.CE));
        assertFalse(ecn.isEchoing());
        assertFalse(ecn.isSeen());
    }
}
