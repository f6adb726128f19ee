package dev.wireproof.rig.scenario;

import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TimingTest {
    private static final int ISN = 7;
    private static final long MILLISECOND = 1_000_000;

    private final ScriptedTarget host = new ScriptedTarget();
    private final Ladder it = new Ladder(host);

    TimingTest() {
        host.timing = new Timing() {
            @Override
            public long lateNanos(long intervalNanos) {
                return MILLISECOND + intervalNanos / 8;
            }

            @Override
            public long earlyNanos() {
                return MILLISECOND;
            }
        };
    }

    @Test
    void theToleranceGrowsWithTheInterval() {
        host.sends(90 * MILLISECOND, synAck(0, 1), ISN).sends(100 * MILLISECOND, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        it.out(after(ms(80)), synAck(0, 1));
        assertThrows(ScenarioFailure.class, () -> it.out(after(ms(7)), synAck(0, 1)));
    }

    @Test
    void quietTimeBeforeATimerBelongsToItsInterval() {
        host.sends(90 * MILLISECOND, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        it.quiet(ms(79));
        it.out(after(ms(1)), synAck(0, 1));
    }

    @Test
    void aTimerThatSeemsEarlyIsNotTakenForNoiseInTheQuietBeforeIt() {
        host.sends(79 * MILLISECOND + 1, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        it.quiet(ms(80));
        it.out(now(), synAck(0, 1));
    }

    @Test
    void whatFollowsAtOnceHasNoTimerToExcuseIt() {
        host.sends(3 * MILLISECOND, synAck(0, 1), ISN);
        it.in(now(), syn(0));
        assertThrows(ScenarioFailure.class, () -> it.out(now(), synAck(0, 1)));
    }
}
