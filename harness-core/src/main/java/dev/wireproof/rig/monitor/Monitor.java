package dev.wireproof.rig.monitor;

/** Watches the frames of one capture, in their order, and reports what must not be. One object watches one capture. */
public interface Monitor {
    /** The next frame. */
    void frame(Observed frame, Findings out);

    /** The capture is over: what was put off is decided now. */
    default void end(Findings out) {}
}
