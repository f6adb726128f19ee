package dev.wireproof.rig.live;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;

/**
 * The C library calls this package uses, bound by JNA direct mapping.
 *
 * <p>Every call answers -1 on failure and leaves the reason in {@link Native#getLastError()}, which JNA keeps per
 * thread; {@link #check} turns that into an {@link ErrnoException}. A {@code long} stands for {@code size_t} and
 * {@code ssize_t}, so only 64-bit systems are supported ({@link NativeSupport} says so).
 */
final class LibC {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int CLONE_NEWNET = 0x40000000;
    static final int EFD_NONBLOCK = O_NONBLOCK;
    static final int EFD_CLOEXEC = O_CLOEXEC;
    static final int SCHED_FIFO = 1;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {
    }

    static native int open(String path, int flags);

    static native int close(int fd);

    static native long read(int fd, Pointer buffer, long length);

    static native long write(int fd, Pointer buffer, long length);

    static native int ioctl(int fd, long request, Pointer argument);

    static native int fcntl(int fd, int command, int argument);

    static native int eventfd(int initial, int flags);

    static native int ppoll(Pointer descriptors, long count, Pointer timeout, Pointer signalMask);

    static native int unshare(int flags);

    static native int setns(int fd, int type);

    static native int geteuid();

    static native int sched_setscheduler(int thread, int policy, Pointer parameters);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, byte[] address, int length);

    static native int listen(int fd, int backlog);

    static native int accept4(int fd, byte[] address, int[] length, int flags);

    static native int connect(int fd, byte[] address, int length);

    static native long send(int fd, byte[] data, long length, int flags);

    static native long recv(int fd, byte[] buffer, long length, int flags);

    static native long sendto(int fd, byte[] data, long length, int flags, byte[] address, int addressLength);

    static native long recvfrom(int fd, byte[] buffer, long length, int flags, byte[] address, int[] addressLength);

    static native int shutdown(int fd, int how);

    static native int setsockopt(int fd, int level, int name, byte[] value, int length);

    static native int getsockopt(int fd, int level, int name, byte[] value, int[] length);

    static native int getsockname(int fd, byte[] address, int[] length);

    static native int getpeername(int fd, byte[] address, int[] length);

    /** The result of {@code call}, or its errno as an exception. */
    static int check(String call, int result) {
        if (result < 0) {
            throw failure(call, Native.getLastError());
        }
        return result;
    }

    /** The result of {@code call}, or its errno as an exception. */
    static int check(String call, long result) {
        return check(call, (int) result);
    }

    /** The exception for a call that left {@code errno}; a {@link LiveSetupException} when no {@link Errno} has that number. */
    static RuntimeException failure(String call, int errno) {
        Errno known = Errno.of(errno);
        return known == null
                ? new LiveSetupException(call + ": " + errnoName(errno))
                : new ErrnoException(call, known);
    }

    /** For example {@code EBUSY}, or {@code errno 77} when no {@link Errno} has that number. */
    static String errnoName(int errno) {
        Errno known = Errno.of(errno);
        return known == null ? "errno " + errno : known.name();
    }

    /** Whether the calling thread's last call failed with {@code errno}. */
    static boolean lastErrorIs(Errno errno) {
        return Native.getLastError() == errno.number();
    }
}
