package dev.wireproof.rig.live.host;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.live.TapDevice;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The one door into a live loop: frames of the TAP, and work that other threads post. Either ends the loop's wait. */
final class Inbox {
    private final TapDevice tap;
    private final Consumer<SkBuff> arrivals;
    private final byte[] room = new byte[TapDevice.MAX_FRAME_BYTES];
    private final ArrayDeque<Runnable> posted = new ArrayDeque<>();

    /** @param arrivals gets each frame of the TAP, which it then owns */
    Inbox(TapDevice tap, Consumer<SkBuff> arrivals) {
        this.tap = tap;
        this.arrivals = arrivals;
    }

    /** Leaves work for the loop; from any thread. */
    void post(Runnable work) {
        synchronized (posted) {
            posted.add(work);
        }
        tap.wake();
    }

    /** Waits until something is here, at most so long. */
    void await(long nanos) {
        tap.await(nanos);
    }

    /** Hands over what other threads posted and up to {@code most} frames. */
    void drain(int most) {
        for (Runnable work = next(); work != null; work = next()) {
            work.run();
        }
        for (int i = 0; i < most; i++) {
            int length = tap.read(room);
            if (length == 0) {
                return;
            }
            byte[] octets = new byte[length];
            System.arraycopy(room, 0, octets, 0, length);
            arrivals.accept(SkBuff.received(octets, 0, length));
        }
    }

    private Runnable next() {
        synchronized (posted) {
            return posted.poll();
        }
    }

    boolean isClosed() {
        return tap.isClosed();
    }
}
