package dev.wireproof.core.sock;

/** The second argument of {@code socket(2)}. */
public enum SocketType {
    STREAM(1),
    DGRAM(2),
    RAW(3);

    private final int number;

    SocketType(int number) {
        this.number = number;
    }

    /** Linux's number, as SO_TYPE answers it. */
    public int number() {
        return number;
    }
}
