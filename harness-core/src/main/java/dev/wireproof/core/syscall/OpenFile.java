package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.sim.WaitQueue;
import java.util.ArrayList;
import java.util.List;

/** An open file (Linux {@code struct file}): what descriptors refer to. Descriptors made by dup share it and its flags. */
abstract class OpenFile {
    /** Epoll entries that watch this file; they end with it. */
    final List<EpollItem> watchers = new ArrayList<>();

    private final FileLimits limits;
    private final long serial;
    private boolean nonBlocking;
    private int references;

    /** @param limits has counted this file with {@link FileLimits#take} */
    OpenFile(FileLimits limits) {
        this.limits = limits;
        this.serial = limits.nextSerial();
    }

    /** Grows with each file of the host. */
    long serial() {
        return serial;
    }

    /** Readiness bits now ({@link dev.wireproof.core.sock.Ready}). */
    abstract int poll();

    /** Told when readiness may have changed. */
    abstract WaitQueue waiters();

    /** read(2); a file that cannot be read says EINVAL. */
    int read(byte[] octets, int offset, int length, int fd) {
        throw new ErrnoException("read", Errno.EINVAL);
    }

    /** write(2); a file that cannot be written says EINVAL. */
    int write(byte[] octets, int offset, int length, int fd) {
        throw new ErrnoException("write", Errno.EINVAL);
    }

    /** The last descriptor is gone. */
    abstract void released();

    /** O_NONBLOCK. */
    boolean isNonBlocking() {
        return nonBlocking;
    }

    void nonBlocking(boolean on) {
        nonBlocking = on;
    }

    void hold() {
        references++;
    }

    void drop() {
        Invariant.check(references > 0, "file released more often than held");
        if (--references == 0) {
            limits.giveBack();
            for (EpollItem item : watchers) {
                item.epoll.forget(item);
            }
            watchers.clear();
            released();
        }
    }
}
