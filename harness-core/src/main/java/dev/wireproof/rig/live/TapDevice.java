package dev.wireproof.rig.live;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import java.nio.charset.StandardCharsets;

/**
 * A TAP interface of the machine's kernel: whole Ethernet frames in and out (Documentation/networking/tuntap.rst).
 *
 * <p>It appears in the network namespace of the thread that opens it and vanishes when it is closed. Waiting and reading
 * belong to one thread, writing to one thread, the same or another; {@link #wake} and {@link #close} may come from any
 * thread and end a wait at once.
 * All offloads are off, so that the kernel's frames carry full checksums and never exceed the MTU.
 */
public final class TapDevice implements AutoCloseable {
    /** The longest frame taken or given, in bytes: a jumbo MTU with its Ethernet and VLAN headers. */
    public static final int MAX_FRAME_BYTES = 65_535 + 18;

    private static final int NAME_BYTES = 16;
    private static final int IFREQ_BYTES = 40;
    private static final int IFF_TAP = 0x0002;
    private static final int IFF_NO_PI = 0x1000;
    private static final int IFF_TUN_EXCL = 0x8000;
    private static final long TUNSETIFF = 0x4004_54caL;
    private static final long TUNSETOFFLOAD = 0x4004_54d0L;

    private final String name;
    private final int fd;
    private final int wakeFd;
    private final Memory received = new Memory(MAX_FRAME_BYTES);
    private final Memory sent = new Memory(MAX_FRAME_BYTES);
    private final Memory counter = new Memory(8);
    private final Memory one = new Memory(8);
    private final PollSet waiting = new PollSet(2);
    private final Object reading = new Object();
    private final Object writing = new Object();
    private volatile boolean closed;

    private TapDevice(String name, int fd, int wakeFd) {
        this.name = name;
        this.fd = fd;
        this.wakeFd = wakeFd;
        one.setLong(0, 1);
        waiting.add(fd, PollSet.POLLIN);
        waiting.add(wakeFd, PollSet.POLLIN);
    }

    /**
     * Makes the interface {@code name} in the calling thread's namespace; it is down and has no address yet.
     *
     * @throws LiveSetupException when the device node cannot be opened or the name is taken
     */
    static TapDevice open(String name) {
        requireName(name);
        int fd = LibC.open("/dev/net/tun", LibC.O_RDWR | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        if (fd < 0) {
            throw new LiveSetupException("cannot open /dev/net/tun: " + LibC.errnoName(Native.getLastError()));
        }
        try {
            attach(fd, name);
            int wakeFd = LibC.check("eventfd", LibC.eventfd(0, LibC.EFD_NONBLOCK | LibC.EFD_CLOEXEC));
            return new TapDevice(name, fd, wakeFd);
        } catch (RuntimeException failure) {
            LibC.close(fd);
            throw failure;
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9_.-]{1,15}")) {
            throw new LiveSetupException("\"" + name + "\" is no interface name: 1 to 15 letters, digits, _ . - expected");
        }
    }

    private static void attach(int fd, String name) {
        Memory request = new Memory(IFREQ_BYTES);
        request.clear();
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        request.write(0, ascii, 0, ascii.length);
        request.setShort(NAME_BYTES, (short) (IFF_TAP | IFF_NO_PI | IFF_TUN_EXCL));
        if (LibC.ioctl(fd, TUNSETIFF, request) < 0) {
            int errno = Native.getLastError();
            throw new LiveSetupException(errno == Errno.EBUSY.number()
                    ? "interface " + name + " exists already; choose another name"
                    : "cannot make TAP interface " + name + ": " + LibC.errnoName(errno));
        }
        LibC.check("ioctl TUNSETOFFLOAD", LibC.ioctl(fd, TUNSETOFFLOAD, null));
    }

    /** The interface's name. */
    public String name() {
        return name;
    }

    /** The descriptor, for a {@link PollSet} of one's own. */
    public int fd() {
        return fd;
    }

    /**
     * Takes the oldest frame that the kernel sent, if there is one. Never waits.
     *
     * @param into receives the frame from index 0, without FCS; a longer frame is cut
     * @return its length in bytes, or 0 when there is none
     */
    public int read(byte[] into) {
        synchronized (reading) {
            requireOpen();
            long length = LibC.read(fd, received, Math.min(into.length, MAX_FRAME_BYTES));
            if (length < 0) {
                return nothingIfWouldBlock("read");
            }
            received.read(0, into, 0, (int) length);
            return (int) length;
        }
    }

    /**
     * Gives the kernel one frame, as if it came from the wire. Never waits.
     *
     * @param bytes holds the frame, without FCS, at {@code offset}
     * @param length in bytes, at least 14 and at most {@link #MAX_FRAME_BYTES}
     * @return false when the kernel had no room
     * @throws ErrnoException EIO while the interface is down, EINVAL for a runt
     */
    public boolean write(byte[] bytes, int offset, int length) {
        synchronized (writing) {
            requireOpen();
            sent.write(0, bytes, offset, length);
            if (LibC.write(fd, sent, length) < 0) {
                nothingIfWouldBlock("write");
                return false;
            }
            return true;
        }
    }

    /**
     * Waits for a frame or a {@link #wake}, at most {@code timeoutNanos} (0 = only look, negative = for ever).
     *
     * @return true when there is a frame to read
     */
    public boolean await(long timeoutNanos) {
        synchronized (reading) {
            requireOpen();
            waiting.await(timeoutNanos);
            if (waiting.ready(1) != 0) {
                LibC.read(wakeFd, counter, 8);
            }
            return (waiting.ready(0) & PollSet.POLLIN) != 0;
        }
    }

    /** Ends the current wait, or the next one; from any thread. */
    public void wake() {
        synchronized (one) {
            if (!closed) {
                LibC.write(wakeFd, one, 8);
            }
        }
    }

    /** Ends a wait, removes the interface from its namespace, and is harmless when repeated. */
    @Override
    public void close() {
        wake();
        synchronized (reading) {
            synchronized (writing) {
                release();
            }
        }
    }

    private void release() {
        synchronized (one) {
            if (!closed) {
                closed = true;
                LibC.close(fd);
                LibC.close(wakeFd);
            }
        }
    }

    /** Whether {@link #close} was called; from any thread. */
    public boolean isClosed() {
        return closed;
    }

    private int nothingIfWouldBlock(String call) {
        if (LibC.lastErrorIs(Errno.EAGAIN) || LibC.lastErrorIs(Errno.EINTR)) {
            return 0;
        }
        throw LibC.failure(call + " " + name, Native.getLastError());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("TAP " + name + " is closed");
        }
    }
}
