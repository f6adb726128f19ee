package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a group: {@code join}, {@code leave 2} (a place, counted round the members there are), {@code flow 5}.
 *
 * @param number place or flow; 0 for a join
 */
record ReuseportStep(Kind kind, int number) {
    /** What it is. */
    enum Kind { JOIN, LEAVE, FLOW }

    private static final int FLOWS = 8;
    private static final int PLACES = 8;

    static ReuseportStep draw(Rng chance) {
        return switch (chance.below(16)) {
            case 0, 1, 2 -> new ReuseportStep(Kind.JOIN, 0);
            case 3, 4 -> new ReuseportStep(Kind.LEAVE, chance.below(PLACES));
            default -> new ReuseportStep(Kind.FLOW, chance.below(FLOWS));
        };
    }

    static ReuseportStep read(String text) {
        if (text.equals("join")) {
            return new ReuseportStep(Kind.JOIN, 0);
        }
        if (text.matches("(leave|flow) [0-9]{1,3}")) {
            int number = Integer.parseInt(text.substring(text.indexOf(' ') + 1));
            return new ReuseportStep(text.startsWith("leave") ? Kind.LEAVE : Kind.FLOW, number);
        }
        throw new IllegalArgumentException("step '" + text + "': expected join, leave N or flow N");
    }

    List<ReuseportStep> simpler() {
        List<ReuseportStep> all = new ArrayList<>();
        for (int less = 0; less < number; less++) {
            all.add(new ReuseportStep(kind, less));
        }
        return all;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case JOIN -> "join";
            case LEAVE -> "leave " + number;
            case FLOW -> "flow " + number;
        };
    }
}
