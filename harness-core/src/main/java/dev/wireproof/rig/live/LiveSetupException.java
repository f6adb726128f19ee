package dev.wireproof.rig.live;

/** The machine refused something the live side needs; the message is one line a user can act on. */
public final class LiveSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what failed, where, and what would help */
    public LiveSetupException(String message) {
        super(message);
    }

    /**
     * @param message one line: what failed, where, and what would help
     * @param cause the failed call
     */
    public LiveSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
