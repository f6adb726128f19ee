package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.oracle.TcpArrivalOracle.Numbers;
import dev.wireproof.rig.oracle.TcpArrivalOracle.Segment;
import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.Profile;
import dev.wireproof.rig.oracle.TcpStateOracle.Reply;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpArrivalOracleTest {
    private static final int WINDOW = 500;

    /** One end of a figure of RFC 9293: each row is the state, SND.UNA, SND.NXT, RCV.NXT, then the segment and what follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "figure 6 B gets SYN,                    LISTEN,                 0,   0,   0, 100,   0, S,  SYN_RECEIVED_PASSIVE, SYN_ACK",
        "figure 6 A gets SYN-ACK,                SYN_SENT,             100, 101,   0, 300, 101, SA, ESTABLISHED,          ACK",
        "figure 6 B gets ACK,                    SYN_RECEIVED_PASSIVE, 300, 301, 101, 101, 301, A,  ESTABLISHED,          NONE",
        "figure 7 A gets the crossing SYN,       SYN_SENT,             100, 101,   0, 300,   0, S,  SYN_RECEIVED_ACTIVE,  SYN_ACK",
        "figure 7 A gets SYN-ACK,                SYN_RECEIVED_ACTIVE,  100, 101, 301, 300, 101, SA, ESTABLISHED,          NONE",
        "figure 8 B gets the old SYN,            LISTEN,                 0,   0,   0,  90,   0, S,  SYN_RECEIVED_PASSIVE, SYN_ACK",
        "figure 8 A gets the wrong SYN-ACK,      SYN_SENT,             100, 101,   0, 300,  91, SA, SYN_SENT,             RST",
        "figure 8 B gets RST,                    SYN_RECEIVED_PASSIVE, 300, 301,  91,  91,   0, R,  LISTEN,               NONE",
        "figure 9 B gets the new SYN,            ESTABLISHED,          300, 300, 100, 400,   0, S,  ESTABLISHED,          ACK",
        "figure 9 A gets the old connection ACK, SYN_SENT,             400, 401,   0, 300, 100, A,  SYN_SENT,             RST",
        "figure 9 B gets RST,                    ESTABLISHED,          300, 300, 100, 100,   0, R,  CLOSED,               NONE",
        "figure 10 A gets data,                  CLOSED,                 0,   0,   0, 300, 100, AD, CLOSED,               RST",
        "figure 10 B gets RST,                   ESTABLISHED,          300, 310, 100, 100,   0, R,  CLOSED,               NONE",
        "figure 11 A gets a SYN-ACK,             LISTEN,                 0,   0,   0, 700, 101, SA, LISTEN,               RST",
        "figure 12 B gets FIN,                   ESTABLISHED,          300, 300, 100, 100, 300, FA, CLOSE_WAIT,           ACK",
        "figure 12 A gets ACK,                   FIN_WAIT_1,           100, 101, 300, 300, 101, A,  FIN_WAIT_2,           NONE",
        "figure 12 A gets FIN,                   FIN_WAIT_2,           101, 101, 300, 300, 101, FA, TIME_WAIT,            ACK",
        "figure 12 B gets ACK,                   LAST_ACK,             300, 301, 101, 101, 301, A,  CLOSED,               NONE",
        "figure 13 A gets the crossing FIN,      FIN_WAIT_1,           100, 101, 300, 300, 100, FA, CLOSING,              ACK",
        "figure 13 A gets ACK,                   CLOSING,              100, 101, 301, 301, 101, A,  TIME_WAIT,            NONE"})
    void everyStepOfTheFiguresIsAllowed(String step, State state, int una, int nxt, int rcvNxt, int seq, int ack, String flags,
                                        State next, Reply reply) {
        boolean finSent = state.compareTo(State.FIN_WAIT_1) >= 0 && state != State.CLOSE_WAIT;
        int irs = state == State.SYN_RECEIVED_ACTIVE ? rcvNxt - 1 : -1000;
        var numbers = new Numbers(una, nxt, rcvNxt, WINDOW, irs, WINDOW, finSent, false, false);
        var segment = new Segment(seq, ack, flags.contains("D") ? 10 : 0, flags.contains("S"), flags.contains("A"),
                flags.contains("F"), flags.contains("R"));
        for (var profile : Profile.values()) {
            var events = TcpArrivalOracle.classify(profile, state, numbers, segment);
            assertEquals("", new TcpStateOracle(profile).judge(state, events, next, reply).orElse(""));
        }
    }

    @ParameterizedTest(name = "length {0}, window {1}, sequence {2}: {3}")
    @CsvSource({"0, 0, 1000, true", "0, 0, 999, false", "0, 0, 1001, false", "0, 100, 1000, true", "0, 100, 1099, true",
                "0, 100, 1100, false", "1, 0, 1000, false", "50, 100, 951, true", "50, 100, 950, false", "50, 100, 1099, true",
                "200, 100, 900, true", "300, 100, 900, false"})
    void theAcceptabilityTableIsReproduced(int length, int window, int seq, boolean acceptable) {
        var numbers = new Numbers(5000, 5000, 1000, window, 0, WINDOW, false, false, false);
        assertEquals(acceptable, TcpArrivalOracle.acceptable(Profile.TEXTBOOK, numbers,
                new Segment(seq, 5000, length, false, true, false, false)));
    }

    @ParameterizedTest(name = "RST at {0}: {1}")
    @CsvSource({"999, RST_OUTSIDE", "1000, RST_EXACT", "1001, RST_INSIDE", "1499, RST_INSIDE", "1500, RST_OUTSIDE"})
    void theResetCasesOfRfc5961AreReproduced(int seq, Event event) {
        assertEquals("[" + event + "]", events(Profile.TEXTBOOK, State.ESTABLISHED, new Segment(seq, 0, 0, false, false, false, true)));
    }

    @ParameterizedTest(name = "ACK {0}: {1}")
    @CsvSource({"999, ACK_TOO_OLD", "1000, ACK", "6000, ACK", "6001, ACK_UNSENT"})
    void theAckRangeOfRfc5961IsReproduced(int ack, Event event) {
        var numbers = new Numbers(5000, 6000, 1000, WINDOW, 0, 4000, false, false, false);
        var found = TcpArrivalOracle.classify(Profile.TEXTBOOK, State.ESTABLISHED, numbers,
                new Segment(1000, ack, 0, false, true, false, false));
        assertEquals("[" + event + "]", Arrays.toString(found));
    }

    @Test
    void linuxEndsAClosedByPeerConnectionAlsoOnTheNumberBefore() {
        var rst = new Segment(999, 0, 0, false, false, false, true);
        assertEquals("[RST_EXACT]", events(Profile.LINUX, State.CLOSE_WAIT, rst));
        assertEquals("[RST_OUTSIDE]", events(Profile.TEXTBOOK, State.CLOSE_WAIT, rst));
        assertEquals("[RST_OUTSIDE]", events(Profile.LINUX, State.ESTABLISHED, rst));
    }

    @ParameterizedTest(name = "SYN at {0}: {1} by the book, {2} in Linux")
    @CsvSource({"0, SYN, SYN_AGAIN", "500, SYN, OUTSIDE", "1001, SYN, SYN"})
    void theBookJudgesEachSynInTimeWaitByRfc6191(int seq, Event textbook, Event linux) {
        var syn = new Segment(seq, 0, 0, true, false, false, false);
        assertEquals("[" + textbook + "]", events(Profile.TEXTBOOK, State.TIME_WAIT, syn));
        assertEquals("[" + linux + "]", events(Profile.LINUX, State.TIME_WAIT, syn));
    }

    @Test
    void dataAndFinInOneSegmentAreTwoEventsAfterTheAck() {
        assertEquals("[ACK, DATA, FIN]",
                events(Profile.LINUX, State.ESTABLISHED, new Segment(1000, 5000, 10, false, true, true, false)));
        assertEquals("[ACK, OUT_OF_ORDER]",
                events(Profile.LINUX, State.ESTABLISHED, new Segment(1001, 5000, 10, false, true, true, false)));
    }

    @Test
    void sequenceNumbersMayWrap() {
        var numbers = new Numbers(-5, 5, -1, 100, 0, 100, false, false, false);
        assertEquals("[ACK, DATA]", Arrays.toString(TcpArrivalOracle.classify(Profile.TEXTBOOK, State.ESTABLISHED, numbers,
                new Segment(-1, 2, 10, false, true, false, false))));
    }

    private static String events(Profile profile, State state, Segment segment) {
        return Arrays.toString(TcpArrivalOracle.classify(profile, state,
                new Numbers(5000, 5000, 1000, WINDOW, 0, WINDOW, false, false, false), segment));
    }
}
