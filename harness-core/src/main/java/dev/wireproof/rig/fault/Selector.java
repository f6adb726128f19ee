package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of the frames that a rule looks at it acts on; chance is in millionths and drawn once for each of them.
 */
public sealed interface Selector {
    /** Every one. */
    record Each() implements Selector {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Those with these numbers, from 1: of all frames on this way, or with conditions, of the frames that meet them. */
    record On(List<Long> numbers) implements Selector {
        public On {
            long[] sorted = new long[numbers.size()];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = numbers.get(i);
            }
            Arrays.sort(sorted);
            List<Long> ordered = new ArrayList<>();
            for (long n : sorted) {
                if (ordered.isEmpty() || ordered.get(ordered.size() - 1) != n) {
                    ordered.add(n);
                }
            }
            numbers = List.copyOf(ordered);
        }

        public static On of(long... numbers) {
            List<Long> list = new ArrayList<>();
            for (long n : numbers) {
                list.add(n);
            }
            return new On(list);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("on ");
            for (int i = 0; i < numbers.size(); i++) {
                text.append(i == 0 ? "" : ",").append(numbers.get(i));
            }
            return text.toString();
        }
    }

    /** Each {@code step}-th one. */
    record Every(long step) implements Selector {
        @Override
        public String toString() {
            return "every " + step;
        }
    }

    /** Each by itself with this chance (Bernoulli). */
    record Chance(int millionths) implements Selector {
        @Override
        public String toString() {
            return "chance " + Millionths.text(millionths);
        }
    }

    /** With this chance a run of {@code length} frames begins. */
    record Burst(int millionths, int length) implements Selector {
        @Override
        public String toString() {
            return "burst " + Millionths.text(millionths) + " " + length;
        }
    }

    /**
     * Two states, good and bad (Gilbert and Elliott; names as in netem): chance to turn bad, chance to turn good again, chance
     * to act while bad (1-h), and while good (1-k).
     */
    record GilbertElliott(int toBad, int toGood, int whileBad, int whileGood) implements Selector {
        @Override
        public String toString() {
            return "gilbert " + Millionths.text(toBad) + " " + Millionths.text(toGood) + " " + Millionths.text(whileBad) + " "
                    + Millionths.text(whileGood);
        }
    }

    /** Selectors that pick less, for shrinking. */
    default List<Selector> smaller() {
        List<Selector> less = new ArrayList<>();
        if (this instanceof On on && on.numbers.size() > 1) {
            int half = on.numbers.size() / 2;
            less.add(new On(on.numbers.subList(0, half)));
            less.add(new On(on.numbers.subList(half, on.numbers.size())));
            for (int i = 0; half > 1 && i < on.numbers.size(); i++) {
                List<Long> fewer = new ArrayList<>(on.numbers);
                fewer.remove(i);
                less.add(new On(fewer));
            }
        } else if (this instanceof Chance c && c.millionths > 1) {
            less.add(new Chance(c.millionths / 2));
        } else if (this instanceof Burst b && b.length > 1) {
            less.add(new Burst(b.millionths, b.length / 2));
        }
        return less;
    }
}
