package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.SystemCall;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.ArrayList;
import java.util.List;

/** System calls: name, arguments, result, error. */
final class CallParser {
    private final Tokens tokens;

    CallParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @param endNanos when it must return, -1 for a call that does not block */
    SystemCall call(long endNanos) {
        String name = tokens.expect(Kind.WORD).text();
        tokens.expect('(');
        List<Value> arguments = values(')');
        tokens.expect('=');
        Value result = value();
        String errno = tokens.peek().kind() == Kind.WORD ? tokens.take().text() : null;
        if (tokens.accept('(')) {
            while (!tokens.accept(')')) {
                if (tokens.peek().kind() == Kind.END) {
                    throw tokens.problem("')'");
                }
                tokens.take();
            }
        }
        return new SystemCall(name, arguments, result, errno, endNanos);
    }

    /** Values with commas between them, and the bracket that ends them. */
    private List<Value> values(char end) {
        List<Value> list = new ArrayList<>();
        if (tokens.accept(end)) {
            return list;
        }
        do {
            list.add(value());
        } while (tokens.accept(','));
        tokens.expect(end);
        return list;
    }

    private Value value() {
        Value first = single();
        if (!tokens.peek().is('|')) {
            return first;
        }
        List<Value> parts = new ArrayList<>(List.of(first));
        while (tokens.accept('|')) {
            parts.add(single());
        }
        return new Value.AnyOf(parts);
    }

    private Value single() {
        Token t = tokens.peek();
        switch (t.kind()) {
            case ELLIPSIS -> {
                tokens.take();
                return new Value.Ellipsis();
            }
            case INTEGER, HEX -> {
                return new Value.Number(tokens.anyNumber("a number", Long.MIN_VALUE, Long.MAX_VALUE));
            }
            case STRING -> {
                return new Value.Text(unescaped(tokens.take()));
            }
            case WORD -> {
                String name = tokens.take().text();
                return tokens.accept('(') ? new Value.Apply(name, values(')')) : new Value.Name(name);
            }
            default -> {
                if (tokens.accept('[')) {
                    return new Value.Array(values(']'));
                }
                if (tokens.accept('{')) {
                    return struct();
                }
                throw tokens.problem("a value");
            }
        }
    }

    private Value struct() {
        List<Value.Field> fields = new ArrayList<>();
        do {
            Token at = tokens.peek();
            Value v = value();
            if (!tokens.accept('=')) {
                fields.add(new Value.Field("", null, v));
            } else if (v instanceof Value.Name n) {
                fields.add(new Value.Field(n.name(), null, value()));
            } else if (v instanceof Value.Apply a && a.arguments().size() == 1) {
                fields.add(new Value.Field(a.function(), a.arguments().get(0), value()));
            } else {
                throw Tokens.problem(at, "expected a field's name before '='");
            }
        } while (tokens.accept(','));
        tokens.expect('}');
        return new Value.Struct(fields);
    }

    /** Resolves the escapes of C: one-letter ones, octal and {@code \xHH}. */
    private static String unescaped(Token t) {
        String s = t.text();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = s.charAt(++i);
            int digits = kind == 'x' ? digits(s, i + 1, 16) : digits(s, i, 8);
            if (digits == 0) {
                int known = "nrt0\\\"".indexOf(kind);
                if (known < 0) {
                    throw Tokens.problem(t, "expected an escape of C in this string, found \\" + kind);
                }
                text.append("\n\r\t\0\\\"".charAt(known));
            } else {
                int from = kind == 'x' ? i + 1 : i;
                text.append((char) Integer.parseInt(s, from, from + digits, kind == 'x' ? 16 : 8));
                i = from + digits - 1;
            }
        }
        return text.toString();
    }

    private static int digits(String s, int from, int radix) {
        int most = radix == 16 ? 2 : 3;
        int n = 0;
        while (n < most && from + n < s.length() && Character.digit(s.charAt(from + n), radix) >= 0) {
            n++;
        }
        return n;
    }
}
