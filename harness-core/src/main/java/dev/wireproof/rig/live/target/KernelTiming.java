package dev.wireproof.rig.live.target;

import dev.wireproof.rig.live.KernelRelease;
import dev.wireproof.rig.scenario.Timing;

/**
 * Moments of a real kernel as this program sees them: its timers are as coarse as {@link KernelRelease#timerSlackNanos} says,
 * and either side may have to wait for a processor.
 */
final class KernelTiming implements Timing {
    /** Longer than a busy machine makes a ready thread wait, shorter than the 40 ms of a delayed ACK. */
    static final long SCHEDULING_NANOS = 20_000_000;
    private static final long EARLY_NANOS = SCHEDULING_NANOS;

    private final KernelRelease release;

    KernelTiming(KernelRelease release) {
        this.release = release;
    }

    @Override
    public long lateNanos(long intervalNanos) {
        return SCHEDULING_NANOS + (intervalNanos > 0 ? release.timerSlackNanos(intervalNanos) : 0);
    }

    @Override
    public long earlyNanos() {
        return EARLY_NANOS;
    }
}
