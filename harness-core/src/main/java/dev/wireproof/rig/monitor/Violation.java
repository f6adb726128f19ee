package dev.wireproof.rig.monitor;

/**
 * Something that must not be.
 *
 * @param frame number in the capture, from 1
 * @param monitor name of the rule
 */
public record Violation(long frame, String monitor, String message) {
    @Override
    public String toString() {
        return "frame " + frame + ": " + monitor + ": " + message;
    }
}
