package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.oracle.NewRenoOracle.Knobs;
import dev.wireproof.rig.oracle.NewRenoOracle.Sent;
import dev.wireproof.rig.oracle.NewRenoOracle.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both tables of the comparison of Tahoe, Reno and NewReno under one, two and three losses in a window of fifteen. */
class NewRenoOracleTest {
    @ParameterizedTest(name = "{0} with {1} lost retransmits {2}")
    @CsvSource(delimiter = '|', textBlock = """
            TAHOE   | 14       | 14          | 0 | false | 1 | 2 | 1
            RENO    | 14       | 14          | 0 | false | 7 | 7 | 1
            NEWRENO | 14       | 14          | 0 | false | 7 | 7 | 1
            TAHOE   | 14 28    | 14 28       | 0 | false | 1 | 3 | 2
            RENO    | 14 28    | 14 28       | 0 | false | 7 | 3 | 2.4
            NEWRENO | 14 28    | 14 28       | 0 | false | 7 | 7 | 2
            TAHOE   | 14 26 28 | 14 26 27 28 | 1 | false | 1 | 4 | 3
            RENO    | 14 26 28 | 14 26 28    | 0 | true  | 7 | 2 | 0
            NEWRENO | 14 26 28 | 14 26 28    | 0 | false | 7 | 7 | 3
            """)
    void theSummaryTableIsReproduced(Variant variant, String lost, String again, int needless, boolean timeout,
                                     int cwndAtRetransmit, int cwndAtEnd, double roundTrips) {
        var run = new Path(Knobs.classroom(variant), lost).run(60);
        assertEquals(15, run.cwndBefore);
        assertEquals(again, run.again);
        assertEquals(needless, run.needless);
        assertEquals(timeout, run.timeout);
        assertEquals(cwndAtRetransmit, run.cwndAtRetransmit);
        assertEquals(cwndAtEnd, run.cwndAtEnd);
        if (!timeout) {
            assertEquals(roundTrips, run.roundTrips, 0.3);
        }
    }

    @ParameterizedTest(name = "{0} with {1} lost")
    @CsvSource(delimiter = '|', textBlock = """
            TAHOE   | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x11; 28 -> 29 30
            RENO    | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 13 -> 34; 28 -> 35
            NEWRENO | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 13 -> 34; 28 -> 35
            TAHOE   | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x10; 27 -> r28 29; 28 -> 30 31
            RENO    | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 27 -> 34; 27 x2; 27 -> r28; 27; 27 -> 35; 27 -> 36; 34 -> 37
            NEWRENO | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 27 -> r28 34; 27 -> 35; 27 -> 36; 27 -> 37; 27 -> 38; 27 -> 39; 33 -> 40
            TAHOE   | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x9; 25 -> r26 r27; 27 -> r28 29 30; 27; 28 -> 31 32
            RENO    | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 25 x3; 25 -> r26; 25; 27; RTO -> r28; 32 -> 33 34
            NEWRENO | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 25 -> r26 33; 25 -> 34; 25 -> 35; 25 -> 36; 25 -> 37; 27 -> r28 38; 27 -> 39; 27 -> 40; 27 -> 41; 27 -> 42; 27 -> 43; 37 -> 44
            """)
    void theEventOrderTableIsReproduced(Variant variant, String lost, String events) {
        var run = new Path(Knobs.classroom(variant), lost).run(60);
        assertTrue(run.events().startsWith(events + ";"), () -> "expected " + events + "\n but got " + run.events());
    }

    @Test
    void aCarefulRenoNeedsATimeoutWithTwoLosses() {
        assertTrue(new Path(Knobs.classroom(Variant.RENO).withCareful(true), "14 28").run(60).timeout);
    }

    @ParameterizedTest(name = "limited transmit: {0} with {1} lost repeats {2} segments")
    @CsvSource({"NEWRENO, 14 28, 2", "NEWRENO, 14 26 28, 3", "RENO, 14 28, 2", "RENO, 14 26 28, 3",
                "TAHOE, 14 28, 3", "TAHOE, 14 26 28, 6"})
    void limitedTransmitChangesOnlyWhatTahoeRepeats(Variant variant, String lost, int repeated) {
        var run = new Path(Knobs.classroom(variant).withLimitedTransmit(true), lost).run(60);
        assertEquals(repeated, run.again.split(" ").length, run.events());
    }

    @Test
    void limitedTransmitSendsANewSegmentOnEachOfTheFirstTwoDuplicates() {
        var sender = new NewRenoOracle(new Knobs(Variant.NEWRENO, 1000, 3, Long.MAX_VALUE, 28, 3, true, true, 100));
        assertEquals("[1, 2, 3]", sender.start().toString());
        assertEquals("[4]", sender.onAck(0).toString());
        assertEquals("[5]", sender.onAck(0).toString());
        assertEquals("[r1]", sender.onAck(0).toString());
        assertEquals(2000, sender.ssthresh());
    }

    @Test
    void partialAcksDeflateByWhatTheyAcknowledgeLessOneSegment() {
        var sender = new NewRenoOracle(new Knobs(Variant.NEWRENO, 1000, 10, Long.MAX_VALUE, 100, 3, false, true, 100));
        sender.start();
        sender.onAck(0);
        sender.onAck(0);
        assertEquals("[r1]", sender.onAck(0).toString());
        assertEquals(5000, sender.ssthresh());
        assertEquals(8000, sender.cwnd());
        var sent = new ArrayList<Sent>();
        for (int duplicate = 4; duplicate <= 7; duplicate++) {
            sent.addAll(sender.onAck(0));
        }
        assertEquals("[11, 12]", sent.toString());
        assertEquals(12_000, sender.cwnd());
        assertEquals(new Sent(4, true), sender.onAck(3).get(0));
        assertEquals(10_000, sender.cwnd());
        assertEquals(new Sent(6, true), sender.onAck(5).get(0));
        assertEquals(9000, sender.cwnd());
        sender.onAck(10);
        assertEquals(5000, sender.cwnd());
    }

    @Test
    void aTimeoutGoesBackToOneSegmentAndHalfTheFlight() {
        var sender = new NewRenoOracle(new Knobs(Variant.NEWRENO, 1000, 10, Long.MAX_VALUE, 100, 3, false, true, 100));
        sender.start();
        assertEquals("[r1]", sender.onTimeout().toString());
        assertEquals(1000, sender.cwnd());
        assertEquals(5000, sender.ssthresh());
    }

    @Test
    void avoidanceGrowsByAboutOneSegmentInAWindow() {
        var sender = new NewRenoOracle(new Knobs(Variant.NEWRENO, 1460, 10, 14_600, 1000, 3, false, true, 100_000));
        sender.start();
        sender.onAck(1);
        assertEquals(14_600 + 146, sender.cwnd());
    }

    /** Feeder, bottleneck of 10 ms a segment, 100 ms each way, a receiver that acknowledges every segment. */
    private static final class Path {
        private static final int SERVICE = 10;
        private static final int DELAY = 100;
        private final NewRenoOracle sender;
        private final TreeSet<Integer> lost;
        private final TreeSet<Integer> received = new TreeSet<>();
        private final List<int[]> flight = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private final List<String> repeated = new ArrayList<>();
        private long now;
        private long lineFree;
        private long retransmittedAt = -1;
        private boolean logging;
        private int inOrder;
        int cwndBefore;
        int cwndAtRetransmit;
        int cwndAtEnd;
        int needless;
        boolean timeout;
        String again;
        double roundTrips;

        Path(Knobs knobs, String drops) {
            sender = new NewRenoOracle(knobs);
            lost = Arrays.stream(drops.trim().split(" ")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
        }

        Path run(int events) {
            transmit("", sender.start());
            while (log.size() < events) {
                if (flight.isEmpty()) {
                    timeout = true;
                    now += 1000;
                    transmit("RTO", sender.onTimeout());
                    continue;
                }
                var arrival = flight.remove(0);
                now = Math.max(now, arrival[0]);
                int before = (int) (sender.cwnd() / 1000);
                var sent = sender.onAck(arrival[1]);
                note(arrival[1], before, sent);
                transmit(Integer.toString(arrival[1]), sent);
            }
            again = String.join(" ", repeated);
            return this;
        }

        private void note(int ack, int before, List<Sent> sent) {
            if (retransmittedAt < 0 && sent.stream().anyMatch(Sent::again)) {
                retransmittedAt = now;
                cwndBefore = before;
                long inflation = sender.isRecovering() ? 3 : 0;
                cwndAtRetransmit = (int) (sender.cwnd() / 1000 - inflation);
            }
            if (ack >= 28 && cwndAtEnd == 0) {
                cwndAtEnd = (int) (sender.cwnd() / 1000);
                roundTrips = (now - retransmittedAt) / (2.0 * DELAY + SERVICE);
            }
        }

        private void transmit(String cause, List<Sent> sent) {
            logging |= sent.stream().anyMatch(packet -> packet.segment() == 28);
            if (logging) {
                String list = sent.stream().map(Sent::toString).collect(Collectors.joining(" "));
                log.add(sent.isEmpty() ? cause : cause + " -> " + list);
            }
            for (var packet : sent) {
                if (packet.again()) {
                    repeated.add(Integer.toString(packet.segment()));
                }
                lineFree = Math.max(lineFree, now) + SERVICE;
                if (!packet.again() && lost.contains(packet.segment())) {
                    continue;
                }
                if (!received.add(packet.segment())) {
                    needless++;
                }
                while (received.contains(inOrder + 1)) {
                    inOrder++;
                }
                flight.add(new int[] {(int) lineFree + 2 * DELAY, inOrder});
            }
        }

        /** The log with runs of equal silent ACKs folded as {@code 13 x2}. */
        String events() {
            var folded = new ArrayList<String>();
            for (int i = 0; i < log.size(); ) {
                int j = i;
                while (j < log.size() && log.get(j).equals(log.get(i)) && !log.get(i).contains(">")) {
                    j++;
                }
                int run = Math.max(1, j - i);
                folded.add(run == 1 ? log.get(i) : log.get(i) + " x" + run);
                i += run;
            }
            return String.join("; ", folded) + ";";
        }
    }
}
