package dev.wireproof.rig.cli;

import dev.wireproof.core.base.Span;
import java.math.BigDecimal;

/** Amounts on the command line. */
final class Quantities {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private Quantities() {}

    /** Octets: a number with an optional k, M or G (powers of 1000); positive. */
    static long bytes(String option, String text) {
        if (!text.matches("[0-9]{1,12}[kMG]?")) {
            throw new UsageException(option + " " + text + ": expected a number of bytes such as 300M or 1G");
        }
        char unit = text.charAt(text.length() - 1);
        long factor = unit == 'k' ? 1_000L : unit == 'M' ? 1_000_000L : unit == 'G' ? 1_000_000_000L : 1;
        long value = Long.parseLong(factor == 1 ? text : text.substring(0, text.length() - 1)) * factor;
        if (value < 1) {
            throw new UsageException(option + " " + text + ": expected at least 1 byte");
        }
        return value;
    }

    /** A length of time: a number with the unit s, m or h; positive. */
    static Span span(String option, String text) {
        if (!text.matches("[0-9]{1,6}[smh]")) {
            throw new UsageException(option + " " + text + ": expected a time such as 60s, 10m or 2h");
        }
        char unit = text.charAt(text.length() - 1);
        long factor = unit == 's' ? 1 : unit == 'm' ? 60 : 3_600;
        Span span = Span.seconds(Long.parseLong(text.substring(0, text.length() - 1)) * factor);
        if (span.nanos() < 1) {
            throw new UsageException(option + " " + text + ": expected at least 1s");
        }
        return span;
    }

    /** A probability as a fraction (0.02) or with a percent sign (2%), in millionths. */
    static int millionths(String option, String text) {
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (digits.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            BigDecimal value = new BigDecimal(digits).multiply(MILLION);
            int millionths = (text.endsWith("%") ? value.movePointLeft(2) : value).intValue();
            if (millionths <= 1_000_000) {
                return millionths;
            }
        }
        throw new UsageException(option + " " + text + ": expected a probability such as 0.02 or 2%");
    }
}
