package dev.wireproof.rig.cli;

import java.time.Duration;

/** Real time, for progress and for the wall times in reports. Nothing that decides a result reads it. */
final class WallClock {
    private WallClock() {}

    /** Nanoseconds since some fixed moment. */
    static long nanos() {
        return System.nanoTime();
    }

    /** Processor time of this process so far, all threads, in nanoseconds. */
    static long processCpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    static long millisSince(long startNanos) {
        return (nanos() - startNanos) / 1_000_000L;
    }
}
