package dev.wireproof.core.syscall;

/** Bits of an epoll interest beside those of {@link dev.wireproof.core.sock.Ready} (include/uapi/linux/eventpoll.h). */
public final class EpollFlags {
    /** Of all epolls that watch with this flag, wake one. */
    public static final int EXCLUSIVE = 1 << 28;
    /** Report once, then wait for a modification. */
    public static final int ONESHOT = 1 << 30;
    /** Report changes, not states. */
    public static final int EDGE = 1 << 31;

    static final int ALL = EXCLUSIVE | ONESHOT | EDGE;

    private EpollFlags() {}
}
