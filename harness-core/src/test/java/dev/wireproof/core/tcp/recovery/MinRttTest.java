package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinRttTest {
    private static final long WINDOW = 1000;

    private final MinRtt min = new MinRtt();

    private void sample(long rtt, long at) {
        min.sample(rtt, WINDOW, at);
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertFalse(min.isKnown());
        assertEquals(-1, min.nanos());
    }

    @Test
    void theLeastSampleOfTheWindowStays() {
        sample(50, 0);
        sample(60, 100);
        sample(40, 200);
        sample(70, 1100);
        assertEquals(40, min.nanos());
        sample(70, 1201);
        assertEquals(70, min.nanos());
    }

    @Test
    void theBestOfTheLaterPartsTakesOver() {
        sample(40, 0);
        sample(50, 300);
        sample(60, 600);
        sample(70, 1001);
        assertEquals(50, min.nanos());
        sample(70, 1302);
        assertEquals(60, min.nanos());
    }

    /** Three samples cannot hold all: what they answer is a sample of the window, and no larger than the least of its last quarter. */
    @Test
    void theAnswerLiesBetweenTheLeastOfAllAndThatOfTheLastQuarter() {
        Rng rng = Rng.ofSeed(11).stream("rtt");
        List<long[]> samples = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            now += rng.below(60);
            long rtt = 100 + rng.below(1000);
            samples.add(new long[] {now, rtt});
            sample(rtt, now);
            long at = now;
            long least = samples.stream().filter(s -> at - s[0] <= WINDOW).mapToLong(s -> s[1]).min().orElseThrow();
            long late = samples.stream().filter(s -> at - s[0] <= WINDOW / 4).mapToLong(s -> s[1]).min().orElseThrow();
            assertEquals(true, min.nanos() >= least && min.nanos() <= late, "sample " + i);
        }
    }
}
