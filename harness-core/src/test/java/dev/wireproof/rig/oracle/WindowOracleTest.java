package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.oracle.WindowOracle.Limits;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowOracleTest {
    private final WindowOracle oracle = new WindowOracle(new Limits(1000, 4000, false), 4000);

    @BeforeEach
    void tenThousandOctetsAreWritten() {
        oracle.write(10_000);
    }

    @Test
    void theSenderMayFillTheWindowAndNoMore() {
        assertEquals(4000, oracle.sendable());
        for (int from = 0; from < 4000; from += 1000) {
            right(oracle.sends(from, from + 1000));
        }
        assertEquals(0, oracle.sendable());
        wrong("segment 4000..4001 goes beyond the right edge 4000", oracle.sends(4000, 4001));
    }

    @Test
    void aSegmentBeyondTheMssOrTheDataOrAGapIsWrong() {
        wrong("segment 0..1001 is larger than the MSS of 1000", oracle.sends(0, 1001));
        wrong("segment 9900..10001 goes beyond the 10000 octets that were written", oracle.sends(9900, 10_001));
        wrong("segment 1..5 leaves a gap after 0", oracle.sends(1, 5));
    }

    @Test
    void anAckMovesTheWindowAndForbidsRepetition() {
        oracle.sends(0, 1000);
        oracle.senderLearns(1000, 4000);
        assertEquals(4000, oracle.sendable());
        wrong("segment 0..1000 repeats what was acknowledged up to 1000", oracle.sends(0, 1000));
    }

    @Test
    void anOldAckDoesNotMoveTheWindowBack() {
        oracle.sends(0, 1000);
        oracle.senderLearns(1000, 4000);
        oracle.senderLearns(500, 100);
        assertEquals(4000, oracle.sendable());
    }

    @Test
    void aShrunkWindowStopsNewDataButNotRetransmissions() {
        oracle.sends(0, 1000);
        oracle.sends(1000, 2000);
        oracle.senderLearns(0, 500);
        assertEquals(0, oracle.sendable());
        right(oracle.sends(1000, 2000));
        wrong("segment 2000..2100 goes beyond the right edge 500", oracle.sends(2000, 2100));
    }

    @Test
    void oneOctetMayProbeAClosedWindow() {
        oracle.senderLearns(0, 0);
        wrong("segment 0..2 goes beyond the right edge 0", oracle.sends(0, 2));
        right(oracle.sends(0, 1));
    }

    @Test
    void theReceiverAcknowledgesOnlyWhatArrivedInOrder() {
        oracle.arrives(1000, 2000);
        wrong("ACK 1000 covers octets that did not arrive; in order are 0", oracle.acknowledges(1000, 3000));
        oracle.arrives(0, 1000);
        right(oracle.acknowledges(2000, 2000));
        wrong("ACK 1000 goes back behind 2000", oracle.acknowledges(1000, 3000));
    }

    @Test
    void theRightEdgeNeverShrinks() {
        oracle.arrives(0, 1000);
        right(oracle.acknowledges(1000, 3000));
        wrong("ACK 1000 with window 2999 moves the right edge back from 4000", oracle.acknowledges(1000, 2999));
    }

    @Test
    void theWindowAndTheUnreadOctetsFitTheBuffer() {
        oracle.arrives(0, 1000);
        wrong("window 4000 and 1000 unread octets exceed the buffer of 4000", oracle.acknowledges(1000, 4000));
        right(oracle.reads(0, 1000));
        right(oracle.acknowledges(1000, 4000));
    }

    @Test
    void octetsBeyondTheOfferedEdgeDoNotCountAsArrived() {
        oracle.arrives(0, 5000);
        assertEquals(4000, oracle.inOrder());
        var generous = new WindowOracle(new Limits(1000, Long.MAX_VALUE, true), 4000);
        generous.arrives(0, 5000);
        assertEquals(5000, generous.inOrder());
    }

    @Test
    void linuxTakesBackWhatItOfferedOnlyWholeAndOnlyWithOctetsUnread() {
        var linux = new WindowOracle(new Limits(1000, Long.MAX_VALUE, true), 4000);
        linux.write(1000);
        linux.arrives(0, 1000);
        wrong("ACK 1000 with window 1 moves the right edge back from 4000", linux.acknowledges(1000, 1));
        right(linux.acknowledges(1000, 0));
        right(linux.acknowledges(1000, 3000));
        right(linux.reads(0, 1000));
        wrong("ACK 1000 with window 0 moves the right edge back from 4000", linux.acknowledges(1000, 0));
    }

    @Test
    void deliveryIsInOrderAndWithoutGaps() {
        oracle.arrives(0, 1000);
        wrong("octets from 5 were delivered after 0", oracle.reads(5, 5));
        wrong("octets up to 1001 were delivered, in order are 1000", oracle.reads(0, 1001));
        right(oracle.reads(0, 1000));
    }

    @Test
    void completionCountsTheFinAsTheLastOctet() {
        var brief = new WindowOracle(new Limits(1000, Long.MAX_VALUE, false), 4000);
        brief.write(1000);
        brief.finish();
        right(brief.sends(0, 1001));
        brief.arrives(0, 1001);
        wrong("of 1001 octets 1001 were sent, 0 acknowledged and 0 read", brief.completed());
        right(brief.acknowledges(1001, 3000));
        right(brief.reads(0, 1000));
        right(brief.completed());
    }

    private static void right(Optional<String> verdict) {
        assertEquals(Optional.empty(), verdict);
    }

    private static void wrong(String what, Optional<String> verdict) {
        assertEquals(Optional.of(what), verdict);
    }
}
