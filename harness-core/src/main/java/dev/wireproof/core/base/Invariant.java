package dev.wireproof.core.base;

/** Checks that are always on. A broken one is a bug of the stack itself and stops the run. */
public final class Invariant {
    private Invariant() {}

    /** Stops the run with {@code message} when {@code holds} is false. Build no text for the message on hot paths. */
    public static void check(boolean holds, String message) {
        if (!holds) {
            throw new Broken(message);
        }
    }

    /** For places that cannot be reached: {@code throw Invariant.broken("...")}. */
    public static Broken broken(String message) {
        return new Broken(message);
    }

    /** Thrown by a broken invariant; never caught inside the stack. */
    public static final class Broken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }
}
