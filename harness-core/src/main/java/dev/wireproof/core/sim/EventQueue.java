package dev.wireproof.core.sim;

import java.util.Arrays;

/**
 * Events ordered by (instant, scheduling order), each knowing its place so that it can be moved: a heap, and a line of those that were
 * queued for the instant at which they were queued. Whatever the heap has for that instant was queued before it came, so it goes first.
 */
final class EventQueue {
    private Event[] heap = new Event[64];
    /** The instant of each event beside it, so that most comparisons touch no event. */
    private long[] times = new long[64];
    private int size;
    private Event firstInLine;
    private Event lastInLine;
    private int working;

    /** How many queued events are not housekeeping. */
    int working() {
        return working;
    }

    /** The next event that is due; resting ones in front of it leave. */
    Event first() {
        Event e = front();
        while (e != null && e.resting) {
            remove(e);
            e = front();
        }
        return e;
    }

    private Event front() {
        if (firstInLine != null && (size == 0 || times[0] > firstInLine.atNanos)) {
            return firstInLine;
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

    /** Queues an event for the present instant, behind all others of it. */
    void addToLine(Event e) {
        if (!e.housekeeping) {
            working++;
        }
        e.heapIndex = Event.IN_LINE;
        e.previous = lastInLine;
        if (lastInLine == null) {
            firstInLine = e;
        } else {
            lastInLine.next = e;
        }
        lastInLine = e;
    }

    private void leaveLine(Event e) {
        if (e.previous == null) {
            firstInLine = e.next;
        } else {
            e.previous.next = e.next;
        }
        if (e.next == null) {
            lastInLine = e.previous;
        } else {
            e.next.previous = e.previous;
        }
        e.next = null;
        e.previous = null;
    }

    /** Queues an event for a later instant. */
    void add(Event e) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            times = Arrays.copyOf(times, size * 2);
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
        if (hole == Event.IN_LINE) {
            leaveLine(e);
        } else {
            leaveHeap(e, hole);
        }
    }

    private void leaveHeap(Event e, int hole) {
        Event last = heap[--size];
        heap[size] = null;
        if (last != e) {
            int parent = (hole - 1) >>> 1;
            if (hole > 0 && (last.atNanos < times[parent] || last.atNanos == times[parent] && last.order < heap[parent].order)) {
                up(hole, last);
            } else {
                down(hole, last);
            }
        }
    }

    private void up(int hole, Event e) {
        long at = e.atNanos;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (times[parent] < at || times[parent] == at && heap[parent].order < e.order) {
                break;
            }
            put(hole, times[parent], heap[parent]);
            hole = parent;
        }
        put(hole, at, e);
    }

    private void down(int hole, Event e) {
        long at = e.atNanos;
        int half = size >>> 1;
        while (hole < half) {
            int child = 2 * hole + 1;
            if (child + 1 < size && before(child + 1, child)) {
                child++;
            }
            if (at < times[child] || at == times[child] && e.order < heap[child].order) {
                break;
            }
            put(hole, times[child], heap[child]);
            hole = child;
        }
        put(hole, at, e);
    }

    private void put(int index, long at, Event e) {
        heap[index] = e;
        times[index] = at;
        e.heapIndex = index;
    }

    private boolean before(int a, int b) {
        return times[a] < times[b] || times[a] == times[b] && heap[a].order < heap[b].order;
    }
}
