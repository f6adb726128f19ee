package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.Profile;
import dev.wireproof.rig.oracle.TcpStateOracle.Reply;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TcpStateOracleTest {
    private static final EnumSet<State> OPEN = EnumSet.range(State.ESTABLISHED, State.LAST_ACK);
    private static final EnumSet<Event> SEGMENTS = EnumSet.range(Event.RST_EXACT, Event.FIN);
    private final TcpStateOracle textbook = new TcpStateOracle(Profile.TEXTBOOK);
    private final TcpStateOracle linux = new TcpStateOracle(Profile.LINUX);

    /** Every arrow of RFC 9293 figure 5. */
    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({"CLOSED, PASSIVE_OPEN, LISTEN, NONE", "CLOSED, ACTIVE_OPEN, SYN_SENT, SYN", "LISTEN, CLOSE, CLOSED, NONE",
                "LISTEN, SYN, SYN_RECEIVED_PASSIVE, SYN_ACK", "SYN_SENT, SYN, SYN_RECEIVED_ACTIVE, SYN_ACK",
                "SYN_SENT, SYN_ACK, ESTABLISHED, ACK", "SYN_SENT, CLOSE, CLOSED, NONE",
                "SYN_RECEIVED_PASSIVE, ACK, ESTABLISHED, NONE", "SYN_RECEIVED_PASSIVE, RST_EXACT, LISTEN, NONE",
                "SYN_RECEIVED_ACTIVE, ACK, ESTABLISHED, NONE", "SYN_RECEIVED_ACTIVE, CLOSE, FIN_WAIT_1, FIN",
                "ESTABLISHED, CLOSE, FIN_WAIT_1, FIN", "ESTABLISHED, FIN, CLOSE_WAIT, ACK",
                "FIN_WAIT_1, ACK_OF_FIN, FIN_WAIT_2, NONE", "FIN_WAIT_1, FIN, CLOSING, ACK",
                "FIN_WAIT_2, FIN, TIME_WAIT, ACK", "CLOSING, ACK_OF_FIN, TIME_WAIT, NONE",
                "CLOSE_WAIT, CLOSE, LAST_ACK, FIN", "LAST_ACK, ACK_OF_FIN, CLOSED, NONE",
                "TIME_WAIT, TIME_WAIT_OVER, CLOSED, NONE"})
    void everyArrowOfTheStateDiagramIsAllowed(State from, Event event, State to, Reply reply) {
        assertTrue(textbook.judge(from, new Event[] {event}, to, reply).isEmpty());
        assertTrue(linux.judge(from, new Event[] {event}, to, reply).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everySegmentHasAReactionInEveryOpenState(Profile profile) {
        var oracle = new TcpStateOracle(profile);
        for (var state : OPEN) {
            for (var event : SEGMENTS) {
                boolean impossible = event == Event.BAD_ACK || event == Event.SYN_FIN
                        || event == Event.ACK_OF_FIN && !EnumSet.of(State.FIN_WAIT_1, State.CLOSING, State.LAST_ACK).contains(state)
                        || event == Event.DATA_AFTER_CLOSE && state != State.FIN_WAIT_1 && state != State.FIN_WAIT_2
                                && (profile == Profile.TEXTBOOK || state == State.ESTABLISHED);
                assertEquals(impossible, oracle.allowed(state, event).isEmpty(), state + " " + event);
            }
        }
    }

    @Test
    void nothingButTheAckOfOurFinEndsLastAck() {
        for (var event : EnumSet.complementOf(EnumSet.of(Event.ACK_OF_FIN, Event.RST_EXACT, Event.ABORT, Event.GIVE_UP))) {
            textbook.allowed(State.LAST_ACK, event).forEach(outcome -> assertEquals(State.LAST_ACK, outcome.next(), event.name()));
        }
    }

    @Test
    void aFinThatAlsoAcknowledgesOursGoesStraightToTimeWait() {
        assertEquals("[Outcome[next=TIME_WAIT, reply=ACK]]",
                linux.allowed(State.FIN_WAIT_1, Event.ACK_OF_FIN, Event.FIN).toString());
    }

    @Test
    void anAckOfUnsentDataIsAnsweredByTheBookAndWithinARateByLinux() {
        assertEquals("[Outcome[next=ESTABLISHED, reply=ACK]]", textbook.allowed(State.ESTABLISHED, Event.ACK_UNSENT).toString());
        assertEquals("[Outcome[next=ESTABLISHED, reply=NONE], Outcome[next=ESTABLISHED, reply=ACK]]", linux.allowed(State.ESTABLISHED, Event.ACK_UNSENT).toString());
    }

    @Test
    void inTimeWaitTheBookIgnoresAResetAndASynThatOpensNothing() {
        assertEquals("[Outcome[next=TIME_WAIT, reply=NONE]]", textbook.allowed(State.TIME_WAIT, Event.RST_EXACT).toString());
        assertEquals("[Outcome[next=SYN_RECEIVED_PASSIVE, reply=SYN_ACK], Outcome[next=TIME_WAIT, reply=NONE]]",
                textbook.allowed(State.TIME_WAIT, Event.SYN).toString());
    }

    @Test
    void aWrongStepIsToldWithWhatWasAllowed() {
        assertEquals("LISTEN on [RST_EXACT] went to CLOSED with NONE; allowed: [Outcome[next=LISTEN, reply=NONE]]",
                linux.judge(State.LISTEN, new Event[] {Event.RST_EXACT}, State.CLOSED, Reply.NONE).orElseThrow());
    }

    @Test
    void aRstInListenNeverStopsTheServer() {
        for (var event : EnumSet.of(Event.RST_EXACT, Event.RST_INSIDE, Event.RST_OUTSIDE)) {
            assertFalse(linux.allowed(State.LISTEN, event).stream().anyMatch(outcome -> outcome.next() != State.LISTEN));
        }
    }
}
