package dev.wireproof.core.sock;

import java.util.BitSet;

/** A set of ports in an operator's words, such as {@code 8080,9148-9150} (Linux {@code proc_do_large_bitmap}). */
final class PortList {
    private static final int LAST = 65_535;

    private PortList() {}

    /**
     * Reads the words; empty words mean no port.
     *
     * @throws IllegalArgumentException with what was expected
     */
    static BitSet parse(String words) {
        BitSet ports = new BitSet();
        for (String word : words.isEmpty() ? new String[0] : words.split(",")) {
            if (!word.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
                throw expected();
            }
            int dash = word.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? word : word.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(word.substring(dash + 1));
            if (first > last || last > LAST) {
                throw expected();
            }
            ports.set(first, last + 1);
        }
        return ports;
    }

    /** The shortest words for a set. */
    static String words(BitSet ports) {
        StringBuilder text = new StringBuilder();
        for (int first = ports.nextSetBit(0); first >= 0;) {
            int end = ports.nextClearBit(first);
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (end - first > 1) {
                text.append('-').append(end - 1);
            }
            first = ports.nextSetBit(end);
        }
        return text.toString();
    }

    private static IllegalArgumentException expected() {
        return new IllegalArgumentException("expected ports from 0 to 65535 and ranges such as 9148-9150, separated by commas");
    }
}
