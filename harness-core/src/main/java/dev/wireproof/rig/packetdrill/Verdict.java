package dev.wireproof.rig.packetdrill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a script ended.
 *
 * @param path as it was given
 * @param line where it ended, from 1; 0 when it passed
 * @param message what was expected and what came, several lines; empty when it passed
 * @param ladder what the wire carried until a failure, else empty
 * @param without settings that files shared by scripts ask for and the stack does not have, {@code name=value}
 */
public record Verdict(String path, Result result, int line, String message, String ladder, List<String> without) {
    /** The three ways to end. */
    public enum Result {
        PASSED,
        FAILED,
        /** The script asks for what the runner or the stack does not know. */
        UNSUPPORTED;

        /** As reports name it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Verdict passed(String path, List<String> without) {
        return new Verdict(path, Result.PASSED, 0, "", "", without);
    }

    /** For JSON. */
    public Map<String, Object> toModel(long wallMillis) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("path", path);
        m.put("result", result.word());
        m.put("line", line);
        m.put("message", message);
        m.put("wallMillis", wallMillis);
        return m;
    }
}
