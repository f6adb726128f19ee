package dev.wireproof.core.sock;

import dev.wireproof.core.sim.Blocking;

/**
 * How one socket call may wait.
 *
 * @param blocking false for O_NONBLOCK or MSG_DONTWAIT
 * @param deadlineNanos absolute virtual time from SO_RCVTIMEO or SO_SNDTIMEO, or {@link Blocking#FOREVER}
 * @param what for reports, such as {@code recv(fd 3)}
 */
public record Call(boolean blocking, long deadlineNanos, String what) {
    /** A call that may wait for ever. */
    public static Call blocking(String what) {
        return new Call(true, Blocking.FOREVER, what);
    }

    /** A call that may not wait. */
    public static Call nonBlocking(String what) {
        return new Call(false, Blocking.FOREVER, what);
    }
}
