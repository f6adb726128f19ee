package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver lives through: {@code next -5 length 1000}, a segment that begins 5 octets before the next one expected; {@code edge -100
 * length 1000}, one that begins 100 octets before the right edge of the window; {@code read 500}, at most so many octets.
 */
record ArrivalStep(Place place, int distance, int length) {
    /** From where the distance counts; READ for a read. */
    enum Place { NEXT, EDGE, READ }

    private static final int LONGEST = 1460;
    private static final Pattern SEGMENT = Pattern.compile("(next|edge) ([+-][0-9]{1,5}) length ([0-9]{1,4})");
    private static final Pattern READ = Pattern.compile("read ([0-9]{1,5})");

    static ArrivalStep draw(Rng chance) {
        int length = 1 + chance.below(chance.below(3) == 0 ? 20 : LONGEST);
        return switch (chance.below(8)) {
            case 0, 1, 2 -> new ArrivalStep(Place.NEXT, 0, length);
            case 3 -> new ArrivalStep(Place.NEXT, chance.below(3 * LONGEST) - LONGEST, length);
            case 4, 5 -> new ArrivalStep(Place.EDGE, chance.below(2 * LONGEST) - LONGEST - LONGEST / 2, length);
            default -> new ArrivalStep(Place.READ, 0, 1 + chance.below(chance.below(3) == 0 ? 20 : 20_000));
        };
    }

    static ArrivalStep read(String text) {
        Matcher m = SEGMENT.matcher(text);
        if (m.matches()) {
            return new ArrivalStep(Place.valueOf(m.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        }
        Matcher r = READ.matcher(text);
        if (r.matches()) {
            return new ArrivalStep(Place.READ, 0, Integer.parseInt(r.group(1)));
        }
        throw new IllegalArgumentException("step '" + text + "': expected 'next +N length N', 'edge -N length N' or 'read N'");
    }

    List<ArrivalStep> simpler() {
        List<ArrivalStep> all = new ArrayList<>();
        for (int step = distance; step != 0; step /= 2) {
            all.add(new ArrivalStep(place, distance - step, length));
        }
        for (int step = length - 1; step > 0; step /= 2) {
            all.add(new ArrivalStep(place, distance, length - step));
        }
        return all;
    }

    @Override
    public String toString() {
        String word = place.name().toLowerCase(Locale.ROOT);
        return place == Place.READ ? word + " " + length : word + (distance < 0 ? " " : " +") + distance + " length " + length;
    }
}
