package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to a receiver: a segment with a piece of the stream, such as {@code 100+200} (octets 100 to 299), {@code read 50} octets
 * at most, or {@code wait 40} milliseconds.
 *
 * @param offset of the piece; 0 for the others
 * @param amount octets or milliseconds
 */
record PieceStep(Kind kind, int offset, int amount) {
    /** What it is. */
    enum Kind { PIECE, READ, WAIT }

    private static final Pattern PIECE = Pattern.compile("([0-9]{1,5})\\+([0-9]{1,4})");
    private static final Pattern OTHER = Pattern.compile("(read|wait) ([0-9]{1,5})");
    private static final int LONGEST = 1000;

    /** A stream of up to {@code most} octets in pieces, some of them late, repeated, or overlapping others, and a reader. */
    static List<PieceStep> draw(Rng chance, int most) {
        int total = 1 + chance.below(most);
        int unit = 1 + chance.below(LONGEST);
        List<PieceStep> all = new ArrayList<>();
        for (int at = 0; at < total; ) {
            int length = 1 + chance.below(unit);
            all.add(Math.max(0, all.size() - chance.below(4)), new PieceStep(Kind.PIECE, at, length));
            at += chance.below(4) == 0 ? 1 + chance.below(length) : length;
        }
        for (int extras = chance.below(6); extras > 0; extras--) {
            PieceStep extra = switch (chance.below(4)) {
                case 0 -> new PieceStep(Kind.READ, 0, 1 + chance.below(total));
                case 1 -> new PieceStep(Kind.WAIT, 0, chance.below(300));
                default -> new PieceStep(Kind.PIECE, chance.below(total), 1 + chance.below(unit));
            };
            all.add(chance.below(all.size() + 1), extra);
        }
        return all;
    }

    static PieceStep read(String text) {
        Matcher piece = PIECE.matcher(text);
        if (piece.matches() && Integer.parseInt(piece.group(2)) > 0 && Integer.parseInt(piece.group(2)) <= LONGEST) {
            return new PieceStep(Kind.PIECE, Integer.parseInt(piece.group(1)), Integer.parseInt(piece.group(2)));
        }
        Matcher other = OTHER.matcher(text);
        if (other.matches()) {
            return new PieceStep(Kind.valueOf(other.group(1).toUpperCase(Locale.ROOT)), 0, Integer.parseInt(other.group(2)));
        }
        throw new IllegalArgumentException("step '" + text + "': expected OFFSET+LENGTH with a length from 1 to " + LONGEST + ", read N or wait N");
    }

    int end() {
        return offset + amount;
    }

    List<PieceStep> simpler() {
        List<PieceStep> all = new ArrayList<>();
        for (int step = amount - 1; step > 0; step /= 2) {
            all.add(new PieceStep(kind, offset, amount - step));
        }
        for (int step = offset; step > 0; step /= 2) {
            all.add(new PieceStep(kind, offset - step, amount));
        }
        return all;
    }

    @Override
    public String toString() {
        return kind == Kind.PIECE ? offset + "+" + amount : kind.name().toLowerCase(Locale.ROOT) + " " + amount;
    }
}
