package dev.wireproof.core.tcp.listen;

/** TCP_DEFER_ACCEPT is told in seconds and kept as a number of timeouts of a SYN-ACK (Linux {@code secs_to_retrans}). */
public final class DeferredAccept {
    private static final int FIRST_SECONDS = 1;
    private static final int MOST_SECONDS = 120;
    private static final int MOST_TIMEOUTS = 255;

    private DeferredAccept() {}

    /** The fewest timeouts that last so many seconds; 0 for none. */
    public static int timeoutsOf(int seconds) {
        if (seconds <= 0) {
            return 0;
        }
        int timeouts = 1;
        while (seconds > secondsOf(timeouts) && timeouts < MOST_TIMEOUTS) {
            timeouts++;
        }
        return timeouts;
    }

    /** How long so many timeouts last. */
    public static int secondsOf(int timeouts) {
        int seconds = 0;
        int next = FIRST_SECONDS;
        for (int i = 0; i < timeouts; i++) {
            seconds += next;
            next = Math.min(next << 1, MOST_SECONDS);
        }
        return seconds;
    }
}
