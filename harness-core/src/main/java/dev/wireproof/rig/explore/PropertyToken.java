package dev.wireproof.rig.explore;

/**
 * Names one case of one property so that it can be repeated without a seed: {@code ID,CASE}. A shell needs it in single quotes.
 *
 * @param text of the case, as it prints
 */
public record PropertyToken(String id, String text) {
    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException one line: what was read, what was expected
     */
    public static PropertyToken parse(String token) {
        int comma = token.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("replay token '" + token + "': expected ID,CASE as a failure prints it");
        }
        return new PropertyToken(token.substring(0, comma), token.substring(comma + 1));
    }

    @Override
    public String toString() {
        return id + "," + text;
    }

    /** The command line that repeats it. */
    public String command() {
        return "./harness replay '" + this + "'";
    }
}
