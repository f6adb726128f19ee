package dev.wireproof.rig.packetdrill.script;

import java.util.List;

/** An argument or result of a system call as it is written. */
public sealed interface Value {
    /** {@code ...}: the runner fills it in. */
    record Ellipsis() implements Value {}

    record Number(long value) implements Value {}

    /** Text between double quotes, escapes resolved; a character is an octet. */
    record Text(String value) implements Value {}

    /** A constant's name. */
    record Name(String name) implements Value {}

    /** {@code A|B|C} */
    record AnyOf(List<Value> parts) implements Value {}

    /** {@code [a, b]} */
    record Array(List<Value> items) implements Value {}

    /** <code>{name=value, ...}</code>; fields without a name have an empty one. */
    record Struct(List<Field> fields) implements Value {
        /** The value of a field, or null. */
        public Value get(String name) {
            for (Field f : fields) {
                if (f.name.equals(name)) {
                    return f.value;
                }
            }
            return null;
        }
    }

    /** One field of a structure; {@code size} is the number in {@code msg_iov(2)=...}, or null. */
    record Field(String name, Value size, Value value) {}

    /** {@code htons(8080)}, {@code inet_addr("192.0.2.1")} */
    record Apply(String function, List<Value> arguments) implements Value {}

    /** As a script writes it. */
    static String text(Value v) {
        if (v instanceof Number n) {
            return Long.toString(n.value);
        }
        if (v instanceof Text t) {
            return '"' + t.value + '"';
        }
        if (v instanceof Name n) {
            return n.name;
        }
        if (v instanceof AnyOf a) {
            return join(a.parts, "|");
        }
        if (v instanceof Array a) {
            return '[' + join(a.items, ", ") + ']';
        }
        if (v instanceof Apply a) {
            return a.function + '(' + join(a.arguments, ", ") + ')';
        }
        return v instanceof Struct s ? structText(s) : "...";
    }

    private static String structText(Struct s) {
        StringBuilder text = new StringBuilder("{");
        for (Field f : s.fields) {
            text.append(text.length() == 1 ? "" : ", ").append(f.name).append(f.size == null ? "" : "(" + text(f.size) + ")");
            text.append(f.name.isEmpty() ? "" : "=").append(text(f.value));
        }
        return text.append('}').toString();
    }

    private static String join(List<Value> values, String between) {
        StringBuilder text = new StringBuilder();
        for (Value v : values) {
            text.append(text.isEmpty() ? "" : between).append(text(v));
        }
        return text.toString();
    }
}
