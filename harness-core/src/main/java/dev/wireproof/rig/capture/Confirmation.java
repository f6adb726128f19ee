package dev.wireproof.rig.capture;

import java.util.List;

/**
 * What outside the stack confirms a golden trace. tshark is no confirmation: it judges form, not behaviour.
 *
 * @param kind one of {@link #KINDS}
 * @param detail requirement id, table of worked examples, kernel release, script path or formula
 */
public record Confirmation(String kind, String detail) {
    /** rfc:ROW, example:TABLE, kernel:RELEASE, packetdrill:PATH, formula:TEXT. */
    public static final List<String> KINDS = List.of("rfc", "example", "kernel", "packetdrill", "formula");

    /**
     * Reads {@code kind:detail}.
     *
     * @throws IllegalArgumentException with one line: what was found and what was expected
     */
    public static Confirmation parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon).strip();
        String detail = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (!KINDS.contains(kind) || detail.isEmpty()) {
            throw new IllegalArgumentException("confirmation '" + text
                    + "': expected rfc:ROW, example:TABLE, kernel:RELEASE, packetdrill:PATH or formula:TEXT");
        }
        return new Confirmation(kind, detail);
    }

    @Override
    public String toString() {
        return kind + ":" + detail;
    }
}
