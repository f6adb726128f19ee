package dev.wireproof.rig.scenario;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.fault.FrameMatch;
import java.util.List;

/** A fault's condition in the words of scenarios: the frame looks like this packet. */
final class SpecMatch implements FrameMatch {
    private final PacketSpec spec;
    private final Wiring wiring;
    private String nearest;
    private int fewest = Integer.MAX_VALUE;

    SpecMatch(PacketSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
    }

    @Override
    public boolean matches(SkBuff frame) {
        Seen seen = new Seen(new ObservedFrame(0, frame.toBytes()));
        List<String> differences = spec.differences(seen, wiring);
        if (!differences.isEmpty() && differences.size() < fewest) {
            fewest = differences.size();
            nearest = SeenText.of(seen, wiring, true) + " (" + String.join("; ", differences) + ")";
        }
        return differences.isEmpty();
    }

    /** The frame that differed in the fewest fields so far, in words; null when none was looked at. */
    String nearest() {
        return nearest;
    }

    @Override
    public String toString() {
        return spec.text();
    }
}
