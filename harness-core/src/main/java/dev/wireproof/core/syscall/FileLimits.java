package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** How many files one host may have open, and how many it has (Linux {@code fs.file-max}, {@code fs.nr_open}). */
public final class FileLimits {
    /** Most open files of the host; beyond it ENFILE. */
    public final Setting fileMaximum;
    /** Ceiling of a process's own limit. */
    public final Setting descriptorCeiling;
    private int open;
    private long serials;

    public FileLimits(Sysctls sysctls) {
        fileMaximum = sysctls.number("fs.file-max", 9_223_372_036_854_775L, 0, 999_999_999_999_999_999L);
        descriptorCeiling = sysctls.number("fs.nr_open", 1_048_576, 8, Integer.MAX_VALUE);
    }

    /** Files open on the host now. */
    public int open() {
        return open;
    }

    /** Fails with ENFILE when no file is left. */
    void checkRoom(String call) {
        if (open >= fileMaximum.value()) {
            throw new ErrnoException(call, Errno.ENFILE);
        }
    }

    void take() {
        open++;
    }

    long nextSerial() {
        return serials++;
    }

    void giveBack() {
        open--;
    }
}
