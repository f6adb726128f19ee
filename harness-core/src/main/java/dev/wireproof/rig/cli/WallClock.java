package dev.wireproof.rig.cli;

/** Real time, for progress and for the wall times in reports. Nothing that decides a result reads it. */
final class WallClock {
    private WallClock() {}

    /** Nanoseconds since some fixed moment. */
    static long nanos() {
        return System.nanoTime();
    }

    static long millisSince(long startNanos) {
        return (nanos() - startNanos) / 1_000_000L;
    }
}
