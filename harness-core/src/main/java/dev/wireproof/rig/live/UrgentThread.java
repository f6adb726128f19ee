package dev.wireproof.rig.live;

import com.sun.jna.Memory;

/** Threads that look at the clock the moment something happens. */
public final class UrgentThread {
    private static final int LOWEST_PRIORITY = 1;

    private UrgentThread() {
    }

    /**
     * From now on the calling thread runs before ordinary ones as soon as it is ready (SCHED_FIFO, sched(7)); so it must
     * spend its time waiting.
     *
     * @return false where that is not allowed; the thread then stays as it is
     */
    public static boolean makeUrgent() {
        Memory parameters = new Memory(4);
        parameters.setInt(0, LOWEST_PRIORITY);
        return LibC.sched_setscheduler(0, LibC.SCHED_FIFO, parameters) == 0;
    }
}
