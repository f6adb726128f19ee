package dev.wireproof.rig.monitor;

/** Watches the frames of one capture, in their order, and reports what must not be. One object watches one capture. */
public interface Monitor {
    /** The next frame. */
    void frame(Observed frame, Findings out);

    /** A copy that the cable made or changed arrives: no host answers for it, but it may tell what a receiver knows. */
    default void copy(Observed seen) {}

    /** The capture is over: what was put off is decided now. */
    default void end(Findings out) {}
}
