package dev.wireproof.rig.fault;

import java.math.BigDecimal;

/** Chances as percentages in text, such as {@code 2.5%}; exact to a millionth. */
final class Millionths {
    private Millionths() {}

    static String text(int millionths) {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + "%";
    }

    /** 0 to 1,000,000; -1 when the text is no percentage. */
    static int parse(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,4})?%")) {
            return -1;
        }
        int millionths = new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(4).intValueExact();
        return millionths <= 1_000_000 ? millionths : -1;
    }
}
