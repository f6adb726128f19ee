package dev.wireproof.rig.live;

/** A call into the machine's kernel that failed, with the errno it left. */
public final class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int number;

    /**
     * @param call the C function, for example {@code connect}
     * @param number the errno, for example 111
     */
    public SystemCallException(String call, int number) {
        super(call + ": " + KernelErrno.name(number));
        this.call = call;
        this.number = number;
    }

    /** The C function that failed. */
    public String call() {
        return call;
    }

    /** The errno as the kernel gives it, for example 111. */
    public int number() {
        return number;
    }

    /** The errno by name, for example {@code ECONNREFUSED}. */
    public String errno() {
        return KernelErrno.name(number);
    }
}
