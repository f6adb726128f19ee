package dev.wireproof.rig.fault;

import java.math.BigDecimal;

/** Spans of time as one word, such as {@code 1.5ms}; exact. */
final class SpanText {
    private static final String[] UNITS = {"s", "ms", "us", "ns"};
    private static final long[] NANOS = {1_000_000_000L, 1_000_000L, 1_000L, 1L};

    private SpanText() {}

    static String of(long nanos) {
        int unit = 0;
        while (unit < 3 && Math.abs(nanos) < NANOS[unit]) {
            unit++;
        }
        String number = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(NANOS[unit])).stripTrailingZeros().toPlainString();
        return nanos == 0 ? "0" : number + UNITS[unit];
    }

    /** Nanoseconds, 0 or more; -1 when the text is no span. */
    static long parse(String text) {
        if (text.equals("0")) {
            return 0;
        }
        for (int unit = UNITS.length - 1; unit >= 0; unit--) {
            String number = text.endsWith(UNITS[unit]) ? text.substring(0, text.length() - UNITS[unit].length()) : "";
            if (number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(NANOS[unit]));
                return nanos.stripTrailingZeros().scale() > 0 ? -1 : nanos.longValueExact();
            }
        }
        return -1;
    }
}
