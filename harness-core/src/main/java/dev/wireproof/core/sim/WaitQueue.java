package dev.wireproof.core.sim;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The sleepers on one condition (Linux {@code wait_queue_head}). A wake-up reaches all non-exclusive waiters and one
 * exclusive waiter; which exclusive one is decided by where it was added: {@link #addExclusive} appends (accept: first in,
 * first out), {@link #addExclusiveFirst} prepends (epoll: last in, first out).
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

    private final ArrayDeque<Waiter> shared = new ArrayDeque<>();
    private final ArrayDeque<Waiter> exclusive = new ArrayDeque<>();

    public void add(Waiter w) {
        shared.addFirst(w);
    }

    public void addExclusive(Waiter w) {
        exclusive.addLast(w);
    }

    public void addExclusiveFirst(Waiter w) {
        exclusive.addFirst(w);
    }

    public void remove(Waiter w) {
        if (!shared.removeFirstOccurrence(w)) {
            exclusive.removeFirstOccurrence(w);
        }
    }

    public boolean isEmpty() {
        return shared.isEmpty() && exclusive.isEmpty();
    }

    /** Wakes all non-exclusive waiters and the first exclusive one that takes it. */
    public void wake(int key) {
        if (isEmpty()) {
            return;
        }
        for (Waiter w : shared.toArray(new Waiter[0])) {
            w.wake(key);
        }
        for (Iterator<Waiter> it = new ArrayDeque<>(exclusive).iterator(); it.hasNext(); ) {
            if (it.next().wake(key)) {
                return;
            }
        }
    }

    /** Wakes everybody (state changes, shutdown). */
    public void wakeAll(int key) {
        for (Waiter w : shared.toArray(new Waiter[0])) {
            w.wake(key);
        }
        for (Waiter w : exclusive.toArray(new Waiter[0])) {
            w.wake(key);
        }
    }
}
