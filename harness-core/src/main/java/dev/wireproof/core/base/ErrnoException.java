package dev.wireproof.core.base;

/** A failed socket call: carries the {@link Errno} that Linux would return. Never thrown on the way of a frame. */
public final class ErrnoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /** @param call the call that failed, such as {@code connect}; stands in the message */
    public ErrnoException(String call, Errno errno) {
        super(call + ": " + errno + " (" + errno.meaning() + ")");
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
