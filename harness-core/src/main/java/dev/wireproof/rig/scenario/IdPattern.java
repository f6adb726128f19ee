package dev.wireproof.rig.scenario;

import java.util.regex.Pattern;

/** Which scenarios or properties a person means: an id, an area, or a glob with {@code *} and {@code ?}. */
public final class IdPattern {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+/[a-z0-9.-]+");

    private final String text;
    private final Pattern glob;

    public IdPattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)));
        }
        glob = Pattern.compile(regex.toString());
    }

    /** Whether a text is an id: area, slash, name. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public boolean matches(String id) {
        return glob.matcher(id).matches() || id.startsWith(text + "/");
    }

    @Override
    public String toString() {
        return text;
    }
}
