package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.List;

/** What the operators do, as Python does it for integers and text. */
final class Operators {
    private Operators() {}

    static long number(Object v) {
        if (v instanceof Long n) {
            return n;
        }
        throw ScriptProblem.unsupported("arithmetic with text in code");
    }

    static boolean truth(Object v) {
        return v instanceof Long n ? n != 0 : v instanceof List<?> l ? !l.isEmpty() : !v.toString().isEmpty();
    }

    static Object flag(boolean b) {
        return b ? 1L : 0L;
    }

    static Object binary(String operator, Object left, Object right) {
        if (operator.equals("%") && left instanceof String format) {
            return formatted(format, right instanceof List<?> list ? list : List.of(right));
        }
        long a = number(left);
        long b = number(right);
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "<<" -> a << b;
            case ">>" -> a >> b;
            default -> throw ScriptProblem.unsupported("the operator " + operator + " in code");
        };
    }

    static boolean compare(String operator, Object left, Object right) {
        if (left instanceof String || right instanceof String) {
            boolean same = left.equals(right);
            if (operator.equals("==") || operator.equals("!=")) {
                return same == operator.equals("==");
            }
        }
        long a = number(left);
        long b = number(right);
        return switch (operator) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case "<" -> a < b;
            case "<=" -> a <= b;
            case ">" -> a > b;
            default -> a >= b;
        };
    }

    /** {@code 'cwnd=%d' % x}: the conversions d, u, s and x. */
    static String formatted(String format, List<?> values) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char kind = format.charAt(++i);
            if (kind == '%') {
                text.append('%');
            } else if ("dusx".indexOf(kind) >= 0 && next < values.size()) {
                Object v = values.get(next++);
                text.append(kind == 'x' ? Long.toHexString(number(v)) : v.toString());
            } else {
                throw ScriptProblem.unsupported("the format '" + format + "' in code");
            }
        }
        return text.toString();
    }
}
