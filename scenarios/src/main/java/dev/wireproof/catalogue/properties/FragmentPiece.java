package dev.wireproof.catalogue.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fragment that arrives, such as {@code 8+16 MF} or {@code after 30000 ms other 24+8}.
 *
 * @param gapMillis time since the piece before
 * @param other of a second datagram, which differs in its protocol alone
 * @param offset of its first octet, a multiple of 8
 * @param length of its data, 1 or more
 */
record FragmentPiece(int gapMillis, boolean other, int offset, int length, boolean more) {
    private static final Pattern TEXT = Pattern.compile("(?:after ([0-9]{1,6}) ms )?(other )?([0-9]{1,5})\\+([0-9]{1,5})( MF)?");

    static FragmentPiece read(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches() || Integer.parseInt(m.group(3)) % 8 != 0 || m.group(4).matches("0+")) {
            throw new IllegalArgumentException("piece '" + text + "': expected [other] OFFSET+LENGTH [MF] with an offset that 8 divides");
        }
        int gap = m.group(1) == null ? 0 : Integer.parseInt(m.group(1));
        return new FragmentPiece(gap, m.group(2) != null, Integer.parseInt(m.group(3)), Integer.parseInt(m.group(4)), m.group(5) != null);
    }

    FragmentPiece after(int millis) {
        return new FragmentPiece(millis, other, offset, length, more);
    }

    FragmentPiece ofOther() {
        return new FragmentPiece(gapMillis, true, offset, length, more);
    }

    List<FragmentPiece> simpler() {
        List<FragmentPiece> all = new ArrayList<>();
        if (other) {
            all.add(new FragmentPiece(gapMillis, false, offset, length, more));
        }
        if (gapMillis > 0) {
            all.add(after(0));
            all.add(after(gapMillis / 2));
        }
        for (int step = Math.max(8, offset / 16 * 8); offset >= step; step = Math.max(8, step / 16 * 8)) {
            all.add(new FragmentPiece(gapMillis, other, offset - step, length, more));
            if (step == 8) {
                break;
            }
        }
        int rounded = (length + 7) / 8 * 8;
        for (int shorter : new int[] {8, length / 16 * 8, length - 8, rounded}) {
            if (shorter > 0 && shorter < length) {
                all.add(new FragmentPiece(gapMillis, other, offset, shorter, more));
            }
        }
        all.removeIf(p -> p.offset == 0 && !p.more);
        return all;
    }

    @Override
    public String toString() {
        return (gapMillis == 0 ? "" : "after " + gapMillis + " ms ") + (other ? "other " : "") + offset + "+" + length + (more ? " MF" : "");
    }
}
