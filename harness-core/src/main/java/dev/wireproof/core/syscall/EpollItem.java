package dev.wireproof.core.syscall;

import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Ready;

/** One descriptor that an epoll watches (Linux {@code struct epitem}). */
final class EpollItem implements WaitQueue.Waiter, Comparable<EpollItem> {
    final EpollFile epoll;
    final OpenFile file;
    final int fd;
    private int interest;
    private long data;
    /** In the ready list. */
    boolean listed;
    /** No longer watched; still in the ready list perhaps. */
    boolean removed;

    EpollItem(EpollFile epoll, OpenFile file, int fd) {
        this.epoll = epoll;
        this.file = file;
        this.fd = fd;
    }

    void set(int events, long word) {
        interest = events | Ready.ERR | Ready.HUP;
        data = word;
    }

    boolean has(int flag) {
        return (interest & flag) != 0;
    }

    /** After ONESHOT has fired: watches nothing until it is modified. */
    void disable() {
        interest &= EpollFlags.ALL;
    }

    private boolean isDisabled() {
        return (interest & ~EpollFlags.ALL) == 0;
    }

    /** The bits that hold now and were asked for. */
    int ready() {
        return file.poll() & interest & ~EpollFlags.ALL;
    }

    EpollEvent event(int bits) {
        return new EpollEvent(bits, data);
    }

    /** Linux {@code ep_poll_callback}: key 0 means that the state changed and everybody looks. */
    @Override
    public boolean wake(int key) {
        if (isDisabled() || key != 0 && (key & interest) == 0) {
            return false;
        }
        boolean somebody = epoll.becameReady(this);
        return !has(EpollFlags.EXCLUSIVE) || somebody;
    }

    @Override
    public int compareTo(EpollItem o) {
        return fd != o.fd ? Integer.compare(fd, o.fd) : Long.compare(file.serial(), o.file.serial());
    }
}
