package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.List;

/** What the rules together decided for one frame. Reused: valid until the next frame. */
public final class FaultDecision {
    private final List<FaultAction> changes = new ArrayList<>();
    private final StringBuilder comment = new StringBuilder();
    private boolean lost;
    private int copies;
    private long copyAfterNanos;
    private long delayNanos;
    private int holdFrames;
    private long holdAtMostNanos;

    void clear() {
        changes.clear();
        comment.setLength(0);
        lost = false;
        copies = 0;
        copyAfterNanos = 0;
        delayNanos = 0;
        holdFrames = 0;
        holdAtMostNanos = 0;
    }

    void take(FaultAction action, String because) {
        if (action instanceof FaultAction.Lose) {
            lost = true;
            say("dropped by '" + because + "'");
        } else if (action instanceof FaultAction.Duplicate d) {
            copies += d.copies();
            copyAfterNanos = d.afterNanos();
            say("duplicated " + d.copies() + (d.copies() == 1 ? " time" : " times"));
        } else if (action instanceof FaultAction.Hold h) {
            holdFrames = h.frames();
            holdAtMostNanos = h.atMostNanos();
            say("reordered behind " + h.frames() + (h.frames() == 1 ? " frame" : " frames"));
        } else if (action instanceof FaultAction.Delay d) {
            delayNanos += d.nanos();
            say("delayed " + SpanText.of(d.nanos()));
        } else {
            changes.add(action);
            say("corrupted " + action);
        }
    }

    private void say(String words) {
        comment.append(comment.isEmpty() ? "" : "; ").append(words);
    }

    /** False when nothing happens to the frame. */
    public boolean isAnything() {
        return !comment.isEmpty();
    }

    public boolean isLost() {
        return lost;
    }

    /** Copies that arrive besides the frame, each {@link #copyAfterNanos} behind the one before. */
    public int copies() {
        return copies;
    }

    public long copyAfterNanos() {
        return copyAfterNanos;
    }

    /** How much later than usual it arrives. */
    public long delayNanos() {
        return delayNanos;
    }

    /** How many later frames it waits for; 0 for none. */
    public int holdFrames() {
        return holdFrames;
    }

    public long holdAtMostNanos() {
        return holdAtMostNanos;
    }

    /** Changes to its octets, for {@link FrameChange}. */
    public List<FaultAction> changes() {
        return changes;
    }

    /** The decision in words for the capture, parts separated by {@code "; "}. */
    public String comment() {
        return comment.toString();
    }
}
