package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Seq;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Walks that begin where the last one was find what a walk from the start finds, and cost little. */
class WalkStartsTest {
    private static final int SEGMENTS = 12;
    private static final int MANY = 1000;

    /** What happens to one segment of those left. */
    record Step(int action, int segment) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> action = Arbitraries.integers().between(0, 7);
        Arbitrary<Integer> segment = Arbitraries.integers().between(0, SEGMENTS - 1);
        return action.flatMap(a -> segment.map(s -> new Step(a, s))).list().ofMaxSize(60);
    }

    @Property(tries = 1000)
    void bothFindWhatAWalkFromTheStartFinds(@ForAll("steps") List<Step> steps, @ForAll boolean wraps) {
        RetransmissionQueue queue = OutstandingSegments.of(SEGMENTS, wraps ? -4000 : 1);
        for (Step step : steps) {
            apply(step, queue);
            assertSame(lowestToRepair(queue), queue.firstToRepair());
            int seq = queue.una() + step.segment * 500;
            assertSame(lowestBehind(seq, queue), queue.behind(seq));
        }
    }

    private static void apply(Step step, RetransmissionQueue queue) {
        SentSegment s = OutstandingSegments.segment(queue, 1 + step.segment % queue.outstanding());
        switch (step.action) {
            case 0, 1 -> queue.lose(s);
            case 2, 3 -> queue.repaired(s, 0);
            case 4 -> queue.sack(s);
            case 5 -> queue.endRepair(s);
            case 6 -> {
                if (s.textLength() > 250) {
                    queue.split(s, s.textLength() / 2);
                }
            }
            default -> {
                if (s.next() != null && !s.isSacked() && !s.next().isSacked()) {
                    queue.joinNext(s);
                }
            }
        }
    }

    private static SentSegment lowestToRepair(RetransmissionQueue queue) {
        SentSegment s = queue.first();
        while (s != null && !s.needsRepair()) {
            s = s.next();
        }
        return s;
    }

    private static SentSegment lowestBehind(int seq, RetransmissionQueue queue) {
        SentSegment s = queue.first();
        while (s != null && Seq.leq(s.endSeq(), seq)) {
            s = s.next();
        }
        return s;
    }

    @Test
    void repairsOfAWindowPassOverEachSegmentOnce() {
        RetransmissionQueue queue = OutstandingSegments.of(MANY);
        for (int i = 1; i <= MANY; i += 5) {
            queue.lose(queue.behind((i - 1) * OutstandingSegments.SIZE + 1));
        }
        int repairs = 0;
        for (SentSegment s = queue.firstToRepair(); s != null; s = queue.firstToRepair()) {
            queue.repaired(s, 0);
            repairs++;
        }
        assertEquals(MANY / 5, repairs);
        assertTrue(queue.steps() <= 2 * MANY, queue.steps() + " steps");
    }

    @Test
    void whatIsFoundIsForgottenWithTheConnection() {
        RetransmissionQueue queue = OutstandingSegments.of(3);
        queue.lose(queue.behind(2000));
        queue.clear();
        assertNull(queue.firstToRepair());
        assertNull(queue.behind(1));
    }
}
