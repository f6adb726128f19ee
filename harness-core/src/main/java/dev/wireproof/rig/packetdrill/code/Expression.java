package dev.wireproof.rig.packetdrill.code;

import java.util.List;

/** Part of a statement that has a value: a {@link Long}, a {@link String}, or a {@link List} of them. */
interface Expression {
    Object value(Scope scope);

    /** Adds the names it reads, for messages. */
    default void names(List<String> into) {}

    /** A value that needs no scope. */
    static Expression of(Object value) {
        return scope -> value;
    }

    /** A name. */
    record Name(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.get(name);
        }

        @Override
        public void names(List<String> into) {
            if (!into.contains(name)) {
                into.add(name);
            }
        }
    }

    /** Computes a value from those of its parts. */
    interface Rule {
        Object apply(Object[] values);
    }

    /** A rule over parts; all parts are evaluated. */
    record Apply(Rule rule, Expression... parts) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].value(scope);
            }
            return rule.apply(values);
        }

        @Override
        public void names(List<String> into) {
            for (Expression p : parts) {
                p.names(into);
            }
        }
    }
}
