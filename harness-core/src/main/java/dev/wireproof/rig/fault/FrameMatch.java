package dev.wireproof.rig.fault;

import dev.wireproof.core.skb.SkBuff;

/**
 * A condition on a frame. Conditions made by {@link FrameConditions} print as text that reads back; others, such as those of the
 * scenario language, say in {@code toString} what they mean (it stands in captures) and replay through the record of decisions.
 */
public interface FrameMatch {
    /** Any frame at all. */
    FrameMatch ANY = new FrameMatch() {
        @Override
        public boolean matches(SkBuff frame) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    };

    /** {@code frame.data()} is the Ethernet header; the frame must not be changed. */
    boolean matches(SkBuff frame);
}
