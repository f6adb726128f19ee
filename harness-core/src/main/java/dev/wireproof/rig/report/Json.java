package dev.wireproof.rig.report;

import java.util.List;
import java.util.Map;

/** Prints nested maps, lists, strings, numbers, booleans and nulls as JSON (RFC 8259), two blanks a level. */
public final class Json {
    private Json() {}

    public static String print(Object value) {
        StringBuilder out = new StringBuilder();
        print(out, value, 0);
        return out.append('\n').toString();
    }

    private static void print(StringBuilder out, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            int i = 0;
            out.append('{');
            for (Map.Entry<?, ?> e : map.entrySet()) {
                line(out, i++, depth + 1);
                string(out, e.getKey().toString());
                out.append(": ");
                print(out, e.getValue(), depth + 1);
            }
            end(out, i, depth, '}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                line(out, i, depth + 1);
                print(out, list.get(i), depth + 1);
            }
            end(out, list.size(), depth, ']');
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            out.append(value);
        } else {
            string(out, value.toString());
        }
    }

    private static void line(StringBuilder out, int index, int depth) {
        out.append(index == 0 ? "\n" : ",\n").append("  ".repeat(depth));
    }

    private static void end(StringBuilder out, int count, int depth, char bracket) {
        if (count > 0) {
            out.append('\n').append("  ".repeat(depth));
        }
        out.append(bracket);
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
