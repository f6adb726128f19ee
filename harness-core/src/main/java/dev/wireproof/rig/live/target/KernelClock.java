package dev.wireproof.rig.live.target;

import java.util.concurrent.locks.LockSupport;

/** Real time since the start of a run; of any thread. */
final class KernelClock {
    private final long startNanos = System.nanoTime();

    long now() {
        return System.nanoTime() - startNanos;
    }

    void sleepUntil(long nanos) {
        for (long left = nanos - now(); left > 0; left = nanos - now()) {
            LockSupport.parkNanos(left);
        }
    }
}
