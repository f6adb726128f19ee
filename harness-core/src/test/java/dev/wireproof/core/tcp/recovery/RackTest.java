package dev.wireproof.core.tcp.recovery;

import static dev.wireproof.core.tcp.tcb.OutstandingSegments.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.tcp.tcb.OutstandingSegments;
import dev.wireproof.core.tcp.tcb.RetransmissionQueue;
import org.junit.jupiter.api.Test;

/** Loss by age: the first segment left at 0, the second at 1 ms, and so on; the second is SACKed at 101 ms. */
class RackTest {
    private static final long MS = 1_000_000;

    private final Rack rack = new Rack();
    private final Tally tally = new Tally();
    private final RetransmissionQueue queue = OutstandingSegments.of(4);

    private void secondArrives() {
        rack.arrived(segment(queue, 2), 100 * MS, 101 * MS);
        queue.sack(segment(queue, 2));
    }

    @Test
    void withoutAWindowTheEarlierOneIsLostAtOnceAndTheLaterOnesAreNot() {
        secondArrives();
        assertTrue(rack.takeNews());
        assertEquals(0, rack.detect(queue, 0, 101 * MS, tally));
        assertTrue(segment(queue, 1).isLost());
        assertFalse(segment(queue, 3).isLost());
        assertEquals(1, queue.lost());
    }

    @Test
    void withAWindowOf25MillisecondsItIsLostAt125() {
        secondArrives();
        assertEquals(24 * MS, rack.detect(queue, 25 * MS, 101 * MS, tally));
        assertEquals(0, queue.lost());
        assertEquals(0, rack.detect(queue, 25 * MS, 125 * MS, tally));
        assertEquals(1, queue.lost());
    }

    @Test
    void whatWasSentAgainCountsFromItsLastTransmission() {
        secondArrives();
        rack.detect(queue, 0, 101 * MS, tally);
        queue.repaired(segment(queue, 1), 101 * MS);
        rack.arrived(segment(queue, 3), 100 * MS, 102 * MS);
        assertEquals(0, rack.detect(queue, 0, 300 * MS, tally));
        assertTrue(segment(queue, 1).isRepaired());
        rack.arrived(segment(queue, 4), 100 * MS, 103 * MS);
        queue.repaired(segment(queue, 4), 104 * MS);
        rack.arrived(segment(queue, 4), 100 * MS, 204 * MS);
        rack.detect(queue, 0, 204 * MS, tally);
        assertFalse(segment(queue, 1).isRepaired());
    }

    @Test
    void anArrivalSoonerThanALeastRoundTripIsNoArrivalOfTheRepair() {
        queue.repaired(segment(queue, 1), 50 * MS);
        rack.arrived(segment(queue, 1), 100 * MS, 101 * MS);
        assertFalse(rack.takeNews());
        rack.arrived(segment(queue, 1), 100 * MS, 150 * MS);
        assertTrue(rack.takeNews());
    }

    @Test
    void theWindowIsAQuarterOfTheLeastRoundTripForEachStepAndAtMostARoundTrip() {
        assertEquals(25 * MS, rack.window(100 * MS, 120 * MS));
        for (int round = 1; round <= 6; round++) {
            rack.sawDuplicate();
            rack.adapt(10 * round, 10 * round);
        }
        assertEquals(120 * MS, rack.window(100 * MS, 120 * MS));
    }

    @Test
    void aDuplicateInTheSameRoundTripWidensNothing() {
        rack.sawDuplicate();
        rack.adapt(10, 20);
        rack.sawDuplicate();
        rack.adapt(15, 25);
        assertEquals(50 * MS, rack.window(100 * MS, 1000 * MS));
    }

    @Test
    void sixteenRecoveriesWithoutDuplicatesBringTheWindowBack() {
        rack.sawDuplicate();
        rack.adapt(1, 1);
        for (int recovery = 1; recovery <= 16; recovery++) {
            rack.adapt(2, 2);
            assertEquals(50 * MS, rack.window(100 * MS, 1000 * MS));
            rack.recovered(false);
        }
        rack.adapt(2, 2);
        assertEquals(25 * MS, rack.window(100 * MS, 1000 * MS));
    }
}
