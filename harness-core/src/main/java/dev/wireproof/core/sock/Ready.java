package dev.wireproof.core.sock;

/** Readiness bits of poll and epoll (Linux {@code EPOLLIN} and so on, include/uapi/linux/eventpoll.h). */
public final class Ready {
    public static final int IN = 0x001;
    public static final int PRI = 0x002;
    public static final int OUT = 0x004;
    public static final int ERR = 0x008;
    public static final int HUP = 0x010;
    /** Answered by poll for a number that is no descriptor. */
    public static final int NVAL = 0x020;
    public static final int RDNORM = 0x040;
    public static final int WRNORM = 0x100;
    public static final int RDHUP = 0x2000;

    private Ready() {}
}
