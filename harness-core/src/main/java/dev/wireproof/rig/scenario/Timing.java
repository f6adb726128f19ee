package dev.wireproof.rig.scenario;

/**
 * How exactly moments are judged. In virtual time to the nanosecond; in real time an event may be seen late, the more so the
 * coarser the timer behind it, and may seem early because its cause was seen late.
 */
public interface Timing {
    /** Virtual time. */
    Timing EXACT = new Timing() {
        @Override
        public long lateNanos(long intervalNanos) {
            return 0;
        }

        @Override
        public long earlyNanos() {
            return 0;
        }

        @Override
        public boolean isExact() {
            return true;
        }
    };

    /**
     * How much later than due an event may be seen, 0 or more.
     *
     * @param intervalNanos from its cause to when it is due; 0 when it follows at once, without a timer
     */
    long lateNanos(long intervalNanos);

    /** How much earlier than due an event may be seen, 0 or more. */
    long earlyNanos();

    /** True in virtual time. */
    default boolean isExact() {
        return false;
    }

    /** Whether {@code actualNanos} after its cause is a good moment for what is due after {@code dueNanos}. */
    default boolean accepts(long dueNanos, long actualNanos) {
        return actualNanos >= dueNanos - earlyNanos() && actualNanos <= dueNanos + lateNanos(dueNanos);
    }
}
