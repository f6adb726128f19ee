package dev.wireproof.rig.explore;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that a case sets.
 *
 * @param simplest the value that shrinking aims at
 */
public record Setting(String name, long minimum, long maximum, long simplest) {
    /** How far from an end of the range a draw counts as near it. */
    private static final int NEAR = 5_000;

    public Setting {
        if (minimum > simplest || simplest > maximum || !name.matches("[a-z][a-zA-Z]*")) {
            throw new IllegalArgumentException("setting " + name + ": expected a word and minimum <= simplest <= maximum");
        }
    }

    /** A choice that is off in the simplest case. */
    public static Setting flag(String name) {
        return new Setting(name, 0, 1, 0);
    }

    /** Any value; the ends of the range, the simplest value, and what lies shortly before the end and the middle are drawn often. */
    long draw(Rng chance) {
        long width = maximum - minimum + 1;
        return switch (chance.below(9)) {
            case 0 -> minimum;
            case 1 -> maximum;
            case 2 -> simplest;
            case 3 -> maximum - chance.below(Math.min(width, NEAR));
            case 4 -> minimum + width / 2 - chance.below(Math.min(width / 2 + 1, NEAR));
            default -> minimum + chance.below(width);
        };
    }

    /** Values nearer to the simplest one, boldest first. */
    List<Long> simpler(long value) {
        List<Long> values = new ArrayList<>();
        for (long step = value - simplest; step != 0; step /= 2) {
            values.add(value - step);
        }
        return values;
    }

    long read(String text) {
        if (!text.matches("-?[0-9]{1,18}") || Long.parseLong(text) < minimum || Long.parseLong(text) > maximum) {
            throw new IllegalArgumentException("case: '" + name + "=" + text + "': expected a number from " + minimum + " to " + maximum);
        }
        return Long.parseLong(text);
    }
}
