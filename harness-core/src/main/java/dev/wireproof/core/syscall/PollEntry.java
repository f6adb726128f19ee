package dev.wireproof.core.syscall;

/** One line of a poll call (Linux {@code struct pollfd}): a descriptor and the bits asked for. */
public final class PollEntry {
    public final int fd;
    /** Bits of {@link dev.wireproof.core.sock.Ready}; ERR, HUP and NVAL are always asked for. */
    public final int events;
    private int returned;

    public PollEntry(int fd, int events) {
        this.fd = fd;
        this.events = events;
    }

    /** The bits that hold, after the call. */
    public int returned() {
        return returned;
    }

    void returned(int bits) {
        returned = bits;
    }
}
