package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;

/** One statement of a code block. */
sealed interface Statement {
    int line();

    void run(Scope scope);

    /** {@code name = value} */
    record Assign(int line, String name, Expression value) implements Statement {
        @Override
        public void run(Scope scope) {
            scope.set(name, value.value(scope));
        }
    }

    /** {@code print(a, b)} */
    record Print(int line, List<Expression> values) implements Statement {
        @Override
        public void run(Scope scope) {
            StringBuilder text = new StringBuilder();
            for (Expression e : values) {
                text.append(text.isEmpty() ? "" : " ").append(e.value(scope));
            }
            scope.print(text.toString());
        }
    }

    /** {@code assert condition, message}; the message may be null. */
    record Assert(int line, String text, Expression condition, Expression message) implements Statement {
        @Override
        public void run(Scope scope) {
            if (Operators.truth(condition.value(scope))) {
                return;
            }
            List<String> names = new ArrayList<>();
            condition.names(names);
            StringBuilder actual = new StringBuilder();
            for (String n : names) {
                actual.append(actual.isEmpty() ? "" : ", ").append(n).append(" = ").append(scope.get(n));
            }
            String more = message instanceof Expression.Name || message == null ? "" : "\n  message  " + message.value(scope);
            throw ScriptProblem.failed(line, "code\n  expected " + text + "\n  actual   " + actual + more);
        }
    }
}
