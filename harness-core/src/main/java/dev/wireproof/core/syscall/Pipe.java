package dev.wireproof.core.syscall;

import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Ready;

/** Octets on their way from one end of a pipe to the other (Linux {@code pipe_inode_info}), at most {@link #CAPACITY}. */
final class Pipe {
    static final int CAPACITY = 65_536;

    final WaitQueue waiters = new WaitQueue();
    private final byte[] ring = new byte[CAPACITY];
    private int first;
    private int filled;
    private boolean readable = true;
    private boolean writable = true;

    int filled() {
        return filled;
    }

    int room() {
        return CAPACITY - filled;
    }

    /** False once the end that reads is closed. */
    boolean hasReader() {
        return readable;
    }

    /** False once the end that writes is closed. */
    boolean hasWriter() {
        return writable;
    }

    void put(byte[] octets, int offset, int length) {
        for (int i = 0; i < length; i++) {
            ring[(first + filled + i) % CAPACITY] = octets[offset + i];
        }
        filled += length;
        waiters.wake(Ready.IN | Ready.RDNORM);
    }

    /** Copies octets out without taking them. */
    int copy(byte[] octets, int offset, int length) {
        int count = Math.min(length, filled);
        for (int i = 0; i < count; i++) {
            octets[offset + i] = ring[(first + i) % CAPACITY];
        }
        return count;
    }

    /** Takes octets that were copied out. */
    void drop(int length) {
        first = (first + length) % CAPACITY;
        filled -= length;
        waiters.wake(Ready.OUT | Ready.WRNORM);
    }

    void closeReader() {
        readable = false;
        waiters.wakeAll(0);
    }

    void closeWriter() {
        writable = false;
        waiters.wakeAll(0);
    }
}
