package dev.wireproof.rig.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The frames of a lab, read in order: each statement looks behind the frame of the one before it. */
public final class LabLadder {
    private final Lab lab;
    private final List<LabFrame> frames = new ArrayList<>();
    private int at;

    LabLadder(Lab lab) {
        this.lab = lab;
        for (LabWire w : lab.wires()) {
            frames.addAll(w.frames());
        }
        frames.sort(Comparator.comparingLong(LabFrame::nanos));
    }

    /** All frames, by time; frames of one instant in the order in which they appeared on their cable. */
    public List<LabFrame> frames() {
        return frames;
    }

    /** The frames of one direction as they left the host. */
    public List<LabFrame> sent(LabDirection d) {
        List<LabFrame> some = new ArrayList<>();
        for (LabFrame f : frames) {
            if (f.direction().equals(d) && !f.isCopy()) {
                some.add(f);
            }
        }
        return some;
    }

    /** The data segments of one direction. */
    public List<LabFrame> data(LabDirection d) {
        List<LabFrame> some = sent(d);
        some.removeIf(f -> !f.isData());
        return some;
    }

    /** The next frame of this direction looks like this. */
    public Proof next(LabDirection d, PacketSpec expected) {
        for (int i = at; i < frames.size(); i++) {
            LabFrame f = frames.get(i);
            if (f.direction().equals(d) && !f.isCopy() && !f.isArp()) {
                List<String> differences = expected.differences(f.seen, f.wiring());
                if (!differences.isEmpty()) {
                    throw lab.failure("expected " + d + " " + expected.text() + "\n  actual   " + f + "\n  differs  "
                            + String.join("\n           ", differences));
                }
                at = i + 1;
                return lab.proof();
            }
        }
        throw lab.failure("expected " + d + " " + expected.text() + "\n  actual   no further frame");
    }

    /** Some later frame of this direction looks like this. */
    public Proof find(LabDirection d, PacketSpec expected) {
        for (int i = at; i < frames.size(); i++) {
            LabFrame f = frames.get(i);
            if (f.direction().equals(d) && !f.isCopy() && expected.differences(f.seen, f.wiring()).isEmpty()) {
                at = i + 1;
                return lab.proof();
            }
        }
        throw lab.failure("expected later " + d + " " + expected.text() + "\n  actual   no such frame");
    }

    /** The frame that the last statement found. */
    public LabFrame last() {
        return frames.get(at - 1);
    }
}
