package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The code blocks of one run, gathered while the script goes on and run together when it has ended, as packetdrill does. */
public final class CodeProgram {
    private record Block(int line, List<Statement> statements, Map<String, Long> snapshot) {}

    private final List<Block> blocks = new ArrayList<>();
    private final Scope scope;

    /** @param constants names such as {@code TCP_ESTABLISHED} */
    public CodeProgram(Map<String, Long> constants) {
        scope = new Scope(constants);
    }

    /** Reads a block without keeping it. Throws {@link ScriptProblem} for what it cannot read. */
    public static void check(int line, String text) {
        CodeParser.parse(text, line);
    }

    /** The value of an integer expression without names. */
    public static long evaluate(int line, String expression) {
        Scope scope = new Scope(new TreeMap<>());
        CodeParser.parse("value = " + expression, line).forEach(s -> s.run(scope));
        return Operators.number(scope.get("value"));
    }

    /** A block is due now: {@code snapshot} is what it sees of the connection. */
    public void add(int line, String text, Map<String, Long> snapshot) {
        blocks.add(new Block(line, CodeParser.parse(text, line), snapshot));
    }

    /** Runs all blocks in their order. Throws {@link ScriptProblem} at the first assertion that does not hold. */
    public void run() {
        for (Block b : blocks) {
            scope.observe(b.snapshot);
            for (Statement s : b.statements) {
                try {
                    s.run(scope);
                } catch (ScriptProblem e) {
                    throw e.at(s.line());
                }
            }
        }
    }

    /** What the code printed. */
    public String printed() {
        return scope.printed();
    }
}
