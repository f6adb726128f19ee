package dev.wireproof.rig.live.target;

import dev.wireproof.rig.live.TapDevice;
import dev.wireproof.rig.live.UrgentThread;
import dev.wireproof.rig.scenario.ObservedFrame;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Takes the kernel's frames off the TAP on a thread of its own, so that each bears the time at which it came even while the
 * scenario waits in a call.
 */
final class TapFrames implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TapDevice tap;
    private final KernelClock clock;
    private final ArrayDeque<ObservedFrame> frames = new ArrayDeque<>();
    private final Thread reader = new Thread(this::run, "tap-frames");
    private volatile boolean stopped;

    TapFrames(TapDevice tap, KernelClock clock) {
        this.tap = tap;
        this.clock = clock;
        reader.setDaemon(true);
        reader.start();
    }

    private void run() {
        UrgentThread.makeUrgent();
        byte[] room = new byte[TapDevice.MAX_FRAME_BYTES];
        while (!stopped) {
            tap.await(-1);
            for (int length = tap.read(room); length > 0; length = tap.read(room)) {
                add(new ObservedFrame(clock.now(), Arrays.copyOf(room, length)));
            }
        }
    }

    private synchronized void add(ObservedFrame frame) {
        frames.add(frame);
        notifyAll();
    }

    /** The oldest frame that came up to and including {@code untilNanos}, waiting until then; null when there is none. */
    synchronized ObservedFrame next(long untilNanos) {
        try {
            while (frames.isEmpty()) {
                long left = untilNanos - clock.now();
                if (left <= 0) {
                    return null;
                }
                wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a frame", stop);
        }
        return frames.peek().nanos() <= untilNanos ? frames.poll() : null;
    }

    /** Ends the thread. */
    @Override
    public void close() {
        stopped = true;
        tap.wake();
        try {
            reader.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
