package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.oracle.NudOracle.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to a neighbour entry, some time after the step before: {@code after 5000 ms send}, {@code after 0 ms unicast-reply 2}.
 *
 * @param arrival an ARP packet of the neighbour, or null
 * @param mac which of the neighbour's two addresses it claims, 1 or 2; 0 without an arrival
 */
record NudStep(int gapMillis, Kind kind, Arrival arrival, int mac) {
    /** What it is. */
    enum Kind { SEND, CONFIRM, WAIT, ARRIVAL }

    private static final Pattern TEXT = Pattern.compile("after ([0-9]{1,6}) ms ([a-z-]+)(?: ([12]))?");

    static NudStep draw(Rng chance) {
        int gap = switch (chance.below(6)) {
            case 0 -> 0;
            case 1 -> chance.below(50);
            case 2 -> 900 + chance.below(200);
            case 3 -> 4500 + chance.below(1000);
            case 4 -> chance.below(3000);
            default -> chance.below(40_000);
        };
        return switch (chance.below(9)) {
            case 0, 1, 2 -> new NudStep(gap, Kind.SEND, null, 0);
            case 3 -> new NudStep(gap, Kind.CONFIRM, null, 0);
            case 4 -> new NudStep(gap, Kind.WAIT, null, 0);
            default -> new NudStep(gap, Kind.ARRIVAL, Arrival.values()[chance.below(Arrival.values().length)], 1 + chance.below(2));
        };
    }

    static NudStep read(String text) {
        Matcher m = TEXT.matcher(text);
        if (m.matches()) {
            int gap = Integer.parseInt(m.group(1));
            String word = m.group(2);
            for (Kind k : Kind.values()) {
                if (k != Kind.ARRIVAL && word(k).equals(word) && m.group(3) == null) {
                    return new NudStep(gap, k, null, 0);
                }
            }
            for (Arrival a : Arrival.values()) {
                if (word(a).equals(word) && m.group(3) != null) {
                    return new NudStep(gap, Kind.ARRIVAL, a, Integer.parseInt(m.group(3)));
                }
            }
        }
        throw new IllegalArgumentException("step '" + text + "': expected 'after N ms' and send, confirm, wait, or an ARP packet such as "
                + "unicast-reply with 1 or 2");
    }

    List<NudStep> simpler() {
        List<NudStep> all = new ArrayList<>();
        for (int step = gapMillis; step > 0; step /= 2) {
            all.add(new NudStep(gapMillis - step, kind, arrival, mac));
        }
        int rounded = gapMillis / 1000 * 1000;
        if (rounded < gapMillis) {
            all.add(new NudStep(rounded, kind, arrival, mac));
        }
        if (mac == 2) {
            all.add(new NudStep(gapMillis, kind, arrival, 1));
        }
        return all;
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return "after " + gapMillis + " ms " + (kind == Kind.ARRIVAL ? word(arrival) + " " + mac : word(kind));
    }
}
