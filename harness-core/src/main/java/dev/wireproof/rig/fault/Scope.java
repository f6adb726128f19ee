package dev.wireproof.rig.fault;

/** Which way of a cable a rule watches. */
public enum Scope {
    BOTH("both"),
    /** From the first end to the second. */
    FORWARD("a>b"),
    /** From the second end to the first. */
    BACKWARD("b>a");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As written in a plan. */
    public String word() {
        return word;
    }

    boolean covers(boolean forward) {
        return this == BOTH || (this == FORWARD) == forward;
    }
}
