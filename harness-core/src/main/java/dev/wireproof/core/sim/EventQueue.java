package dev.wireproof.core.sim;

import java.util.Arrays;

/** Binary heap of events ordered by (instant, scheduling order), each event knowing its place so that it can be moved. */
final class EventQueue {
    private Event[] heap = new Event[64];
    private int size;
    private int working;

    int size() {
        return size;
    }

    /** How many queued events are not housekeeping. */
    int working() {
        return working;
    }

    /** The next event that is due; resting ones in front of it leave. */
    Event first() {
        while (size > 0 && heap[0].resting) {
            remove(heap[0]);
        }
        return size == 0 ? null : heap[0];
    }

    /** Passes an event over until it is wanted again; it keeps its place, so that both cost next to nothing. */
    void rest(Event e) {
        e.resting = true;
        if (!e.housekeeping) {
            working--;
        }
    }

    /** Wants a resting event again. */
    void wake(Event e) {
        e.resting = false;
        if (!e.housekeeping) {
            working++;
        }
    }

    void add(Event e) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        if (!e.housekeeping) {
            working++;
        }
        up(size++, e);
    }

    void remove(Event e) {
        int hole = e.heapIndex;
        e.heapIndex = Event.NOT_QUEUED;
        if (!e.housekeeping && !e.resting) {
            working--;
        }
        e.resting = false;
        Event last = heap[--size];
        heap[size] = null;
        if (last != e) {
            if (hole > 0 && before(last, heap[(hole - 1) >>> 1])) {
                up(hole, last);
            } else {
                down(hole, last);
            }
        }
    }

    private void up(int hole, Event e) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(e, heap[parent])) {
                break;
            }
            put(hole, heap[parent]);
            hole = parent;
        }
        put(hole, e);
    }

    private void down(int hole, Event e) {
        int half = size >>> 1;
        while (hole < half) {
            int child = 2 * hole + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], e)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, e);
    }

    private void put(int index, Event e) {
        heap[index] = e;
        e.heapIndex = index;
    }

    private static boolean before(Event a, Event b) {
        return a.atNanos < b.atNanos || a.atNanos == b.atNanos && a.order < b.order;
    }
}
