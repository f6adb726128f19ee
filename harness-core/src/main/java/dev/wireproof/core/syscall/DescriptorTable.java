package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import java.util.Arrays;

/** The descriptors of one process: small numbers, the lowest free one is given out first. 0 to 2 are taken by its terminal. */
public final class DescriptorTable {
    /** Default soft limit of a process (RLIMIT_NOFILE). */
    public static final int DEFAULT_LIMIT = 1024;

    private static final int FIRST = 3;

    private final FileLimits limits;
    private OpenFile[] files = new OpenFile[16];
    private int limit = DEFAULT_LIMIT;
    private int lowestFree = FIRST;
    private int open;

    public DescriptorTable(FileLimits limits) {
        this.limits = limits;
    }

    /**
     * Sets the soft limit: numbers given out stay below it.
     *
     * @throws ErrnoException EPERM above the ceiling of the host
     */
    public void limit(int descriptors) {
        if (descriptors > limits.descriptorCeiling.value()) {
            throw new ErrnoException("setrlimit", Errno.EPERM);
        }
        limit = descriptors;
    }

    /** Descriptors in use. */
    public int open() {
        return open;
    }

    FileLimits limits() {
        return limits;
    }

    /** Fails with EMFILE or ENFILE when no new file can be opened, before anything else is done. */
    void checkRoomForFile(String call) {
        checkRoom(call);
        limits.checkRoom(call);
    }

    private void checkRoom(String call) {
        if (nextFree() >= limit) {
            throw new ErrnoException(call, Errno.EMFILE);
        }
    }

    int add(OpenFile file, String call) {
        checkRoom(call);
        int fd = nextFree();
        if (fd == files.length) {
            files = Arrays.copyOf(files, 2 * files.length);
        }
        files[fd] = file;
        file.hold();
        lowestFree = fd + 1;
        open++;
        return fd;
    }

    private int nextFree() {
        while (lowestFree < files.length && files[lowestFree] != null) {
            lowestFree++;
        }
        return lowestFree;
    }

    /** The file, or EBADF. */
    OpenFile get(int fd, String call) {
        OpenFile file = find(fd);
        if (file == null) {
            throw new ErrnoException(call, Errno.EBADF);
        }
        return file;
    }

    /** The file, or null. */
    OpenFile find(int fd) {
        return fd < 0 || fd >= files.length ? null : files[fd];
    }

    void remove(int fd, String call) {
        OpenFile file = get(fd, call);
        files[fd] = null;
        lowestFree = Math.min(lowestFree, fd);
        open--;
        file.drop();
    }

    /** Closes everything, lowest number first: the process ends. */
    public void closeAll() {
        for (int fd = 0; fd < files.length; fd++) {
            if (files[fd] != null) {
                remove(fd, "exit");
            }
        }
    }
}
