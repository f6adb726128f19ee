package dev.wireproof.rig.link;

/** Why a cable did not deliver a frame. */
public enum LossCause {
    /** A rule of the fault plan. */
    FAULT("dropped by fault"),
    /** Longer than the cable's MTU. */
    TOO_LONG("dropped, longer than the cable's MTU"),
    /** The cable's queue was full. */
    QUEUE_FULL("dropped, queue of the cable full"),
    /** The cable was pulled while the frame was under way. */
    UNPLUGGED("dropped, cable pulled");

    private final String words;

    LossCause(String words) {
        this.words = words;
    }

    /** For captures. */
    public String words() {
        return words;
    }
}
