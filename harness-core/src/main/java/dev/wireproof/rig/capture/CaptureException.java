package dev.wireproof.rig.capture;

/**
 * A capture that cannot be read or written. The message is one line for the user: which file, at which byte, what was expected and
 * what was found.
 */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What went wrong in one short phrase, for exceptions of the file system whose message is only a path. */
    static String reasonOf(java.io.IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
