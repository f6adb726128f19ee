package dev.wireproof.catalogue.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fragment that arrives, such as {@code 8+16 MF} or {@code after 30000 ms 24+8}.
 *
 * @param gapMillis time since the piece before
 * @param offset of its first octet, a multiple of 8
 * @param length of its data, 1 or more
 */
record FragmentPiece(int gapMillis, int offset, int length, boolean more) {
    private static final Pattern TEXT = Pattern.compile("(?:after ([0-9]{1,6}) ms )?([0-9]{1,5})\\+([0-9]{1,5})( MF)?");

    static FragmentPiece read(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches() || Integer.parseInt(m.group(2)) % 8 != 0 || m.group(3).matches("0+")) {
            throw new IllegalArgumentException("piece '" + text + "': expected OFFSET+LENGTH [MF] with an offset that 8 divides");
        }
        int gap = m.group(1) == null ? 0 : Integer.parseInt(m.group(1));
        return new FragmentPiece(gap, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)), m.group(4) != null);
    }

    FragmentPiece after(int millis) {
        return new FragmentPiece(millis, offset, length, more);
    }

    List<FragmentPiece> simpler() {
        List<FragmentPiece> all = new ArrayList<>();
        if (gapMillis > 0) {
            all.add(after(0));
            all.add(after(gapMillis / 2));
        }
        for (int step = Math.max(8, offset / 16 * 8); offset >= step; step = Math.max(8, step / 16 * 8)) {
            all.add(new FragmentPiece(gapMillis, offset - step, length, more));
            if (step == 8) {
                break;
            }
        }
        int rounded = (length + 7) / 8 * 8;
        for (int shorter : new int[] {8, length / 16 * 8, length - 8, rounded}) {
            if (shorter > 0 && shorter < length) {
                all.add(new FragmentPiece(gapMillis, offset, shorter, more));
            }
        }
        all.removeIf(p -> p.offset == 0 && !p.more);
        return all;
    }

    @Override
    public String toString() {
        return (gapMillis == 0 ? "" : "after " + gapMillis + " ms ") + offset + "+" + length + (more ? " MF" : "");
    }
}
