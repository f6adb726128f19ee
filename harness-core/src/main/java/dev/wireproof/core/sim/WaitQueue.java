package dev.wireproof.core.sim;

import java.util.Arrays;

/**
 * The sleepers on one condition (Linux {@code wait_queue_head}). A wake-up reaches all non-exclusive waiters, the latest first,
 * and one exclusive waiter; which exclusive one is decided by where it was added: {@link #addExclusive} appends (accept: first
 * in, first out), {@link #addExclusiveFirst} prepends (epoll: last in, first out). Waking allocates nothing; coming and going
 * copies a small array, so that waiters may leave while a wake-up is under way.
 */
public final class WaitQueue {
    /** Somebody who wants to be told. Called at most once per wake-up; may leave the queue from inside. */
    public interface Waiter {
        /**
         * @param key the readiness bits that are the reason, or 0 for "look yourself"
         * @return true when this waiter took the wake-up (counts for exclusive waiters)
         */
        boolean wake(int key);
    }

    private static final Waiter[] NOBODY = {};

    private Waiter[] shared = NOBODY;
    private Waiter[] exclusive = NOBODY;

    public void add(Waiter w) {
        shared = with(shared, w, true);
    }

    public void addExclusive(Waiter w) {
        exclusive = with(exclusive, w, false);
    }

    public void addExclusiveFirst(Waiter w) {
        exclusive = with(exclusive, w, true);
    }

    public void remove(Waiter w) {
        Waiter[] fewer = without(shared, w);
        if (fewer != shared) {
            shared = fewer;
        } else {
            exclusive = without(exclusive, w);
        }
    }

    public boolean isEmpty() {
        return shared.length == 0 && exclusive.length == 0;
    }

    /** Wakes all non-exclusive waiters and the first exclusive one that takes it. */
    public void wake(int key) {
        for (Waiter w : shared) {
            w.wake(key);
        }
        for (Waiter w : exclusive) {
            if (w.wake(key)) {
                return;
            }
        }
    }

    /** Wakes everybody (state changes, shutdown). */
    public void wakeAll(int key) {
        for (Waiter w : shared) {
            w.wake(key);
        }
        for (Waiter w : exclusive) {
            w.wake(key);
        }
    }

    private static Waiter[] with(Waiter[] some, Waiter w, boolean first) {
        Waiter[] more = new Waiter[some.length + 1];
        System.arraycopy(some, 0, more, first ? 1 : 0, some.length);
        more[first ? 0 : some.length] = w;
        return more;
    }

    private static Waiter[] without(Waiter[] some, Waiter w) {
        for (int i = 0; i < some.length; i++) {
            if (some[i] == w) {
                Waiter[] fewer = Arrays.copyOf(some, some.length - 1);
                System.arraycopy(some, i + 1, fewer, i, some.length - 1 - i);
                return fewer;
            }
        }
        return some;
    }
}
