package dev.wireproof.rig.cli;

/** Bad input or a missing part of the environment: printed as one line, exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
