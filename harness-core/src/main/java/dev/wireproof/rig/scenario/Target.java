package dev.wireproof.rig.scenario;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * The seam: a host under test together with the far end of its wire and a clock. Implemented by the built-in stack and by the
 * machine's kernel behind a TAP device.
 */
public interface Target extends HostUnderTest, AutoCloseable {
    Timing timing();

    /** Nanoseconds since the start of the run. */
    long now();

    /** When the last socket call ended, for moments that follow a call. */
    long lastCallNanos();

    /** Lets time pass until then; frames that the host sends meanwhile are kept for {@link #nextFrame}. */
    void advanceTo(long nanos);

    /** The next frame the host sends, or null when none comes up to and including {@code untilNanos}. */
    ObservedFrame nextFrame(long untilNanos);

    /** Puts a frame on the wire towards the host, now. */
    void inject(byte[] octets);

    /** Starts a call that may block while the scenario goes on. */
    <T> PendingCall<T> call(String what, Callable<T> body);

    /**
     * Why a failure of this run says nothing about the host, or null: in real time the machine may have been too busy to keep
     * the moments of the scenario.
     */
    default String notJudged() {
        return null;
    }

    /** Takes the host down without its wire and says what it leaked; empty is good. */
    List<String> tearDown();

    /** What a watch inside the host objects to, or empty. */
    default String objection() {
        return "";
    }

    @Override
    void close();
}
