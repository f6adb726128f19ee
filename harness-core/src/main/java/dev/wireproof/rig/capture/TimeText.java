package dev.wireproof.rig.capture;

/** Times of a capture, exact: milliseconds with three decimals, and three more only where they are not zero. */
final class TimeText {
    private static final int COLUMN = 14;

    private TimeText() {}

    static String millis(long nanos) {
        long magnitude = Math.abs(nanos);
        String micros = digits(magnitude / 1000 % 1000);
        String rest = magnitude % 1000 == 0 ? "" : digits(magnitude % 1000);
        return (nanos < 0 ? "-" : "") + magnitude / 1_000_000 + "." + micros + rest;
    }

    /** As {@link #millis}, set so that the decimal points stand under each other. */
    static String column(long nanos) {
        String text = millis(nanos);
        int tail = text.length() - text.indexOf('.');
        String padded = text + " ".repeat(7 - tail);
        return " ".repeat(Math.max(0, COLUMN - padded.length())) + padded;
    }

    private static String digits(long value) {
        return value < 10 ? "00" + value : value < 100 ? "0" + value : Long.toString(value);
    }
}
