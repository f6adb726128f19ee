package dev.wireproof.core.dev;

/** Transmit queues that wait for the NET_TX softirq of one processor, first in first out (Linux {@code output_queue}). */
final class OutputList {
    private TransmitQueue first;
    private TransmitQueue last;

    /** False when it waits already. */
    boolean add(TransmitQueue queue) {
        if (queue.waiting) {
            return false;
        }
        queue.waiting = true;
        queue.next = null;
        if (last == null) {
            first = queue;
        } else {
            last.next = queue;
        }
        last = queue;
        return true;
    }

    /** Runs those that wait now; one that asks again waits for the next softirq (Linux {@code net_tx_action}). */
    void run() {
        TransmitQueue queue = first;
        first = null;
        last = null;
        while (queue != null) {
            TransmitQueue following = queue.next;
            queue.next = null;
            queue.waiting = false;
            queue.run();
            queue = following;
        }
    }
}
