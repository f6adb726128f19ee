package dev.wireproof.core.tcp.tcb;

/** Sequence numbers in ascending order, taken from the front as the stream passes them. */
final class SequenceRing {
    private int[] numbers = new int[4];
    private int first;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    int size() {
        return count;
    }

    int first() {
        return numbers[first];
    }

    int last() {
        return get(count - 1);
    }

    int get(int i) {
        return numbers[(first + i) % numbers.length];
    }

    void addLast(int seq) {
        grow();
        numbers[(first + count++) % numbers.length] = seq;
    }

    void addFirst(int seq) {
        grow();
        first = (first + numbers.length - 1) % numbers.length;
        numbers[first] = seq;
        count++;
    }

    void removeFirst() {
        first = (first + 1) % numbers.length;
        count--;
    }

    void removeLast() {
        count--;
    }

    void clear() {
        count = 0;
    }

    // Room for one more.
    private void grow() {
        if (count < numbers.length) {
            return;
        }
        int[] more = new int[2 * numbers.length];
        for (int i = 0; i < count; i++) {
            more[i] = get(i);
        }
        numbers = more;
        first = 0;
    }
}
