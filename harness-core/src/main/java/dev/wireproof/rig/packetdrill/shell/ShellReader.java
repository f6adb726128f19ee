package dev.wireproof.rig.packetdrill.shell;

import dev.wireproof.rig.packetdrill.code.CodeProgram;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads shell text into lines of simple commands: words, quotes, variables, arithmetic, redirections, pipes, lists. */
final class ShellReader {
    private final String text;
    private final UnaryOperator<String> variables;
    private final List<ShellLine> lines = new ArrayList<>();
    private List<ShellLine.Simple> pipeline = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private String output;
    private ShellLine.When when = ShellLine.When.ALWAYS;
    private int at;
    private int line;
    private int startLine;

    private ShellReader(String text, int line, UnaryOperator<String> variables) {
        this.text = text;
        this.line = line;
        this.variables = variables;
        startLine = line;
    }

    /** @param variables value of a variable, or null when it is not set */
    static List<ShellLine> read(String text, int firstLine, UnaryOperator<String> variables) {
        ShellReader reader = new ShellReader(text, firstLine, variables);
        while (reader.at < text.length()) {
            reader.step();
        }
        reader.endLine(ShellLine.When.ALWAYS);
        return reader.lines;
    }

    private void step() {
        char c = text.charAt(at);
        if (c == '\n' || c == ';') {
            endLine(ShellLine.When.ALWAYS);
            newline(c);
            at++;
            startLine = line;
        } else if (text.startsWith("\\\n", at)) {
            at += 2;
            line++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (text.startsWith("&&", at) || text.startsWith("||", at)) {
            at += 2;
            endLine(c == '&' ? ShellLine.When.IF_GOOD : ShellLine.When.IF_BAD);
        } else if (c == '|') {
            at++;
            endCommand();
        } else if (isRedirection()) {
            redirection();
        } else if ("&<()`".indexOf(c) >= 0) {
            throw ScriptProblem.unsupported(line, "'" + c + "' in a shell command");
        } else {
            words.add(word());
        }
    }

    private void newline(char c) {
        line += c == '\n' ? 1 : 0;
    }

    private void endCommand() {
        if (!words.isEmpty()) {
            pipeline.add(new ShellLine.Simple(words, output));
        }
        words = new ArrayList<>();
        output = null;
    }

    private void endLine(ShellLine.When next) {
        endCommand();
        if (!pipeline.isEmpty()) {
            lines.add(new ShellLine(startLine, when, pipeline));
        }
        pipeline = new ArrayList<>();
        when = next;
    }

    /** {@code >}, {@code 2>}, {@code &>} and {@code 2>&1}. */
    private boolean isRedirection() {
        return text.startsWith(">", at) || text.startsWith("1>", at) || text.startsWith("2>", at) || text.startsWith("&>", at);
    }

    private void redirection() {
        boolean errors = text.charAt(at) == '2';
        at = text.indexOf('>', at) + 1;
        if (text.startsWith(">", at)) {
            throw ScriptProblem.unsupported(line, "'>>' in a shell command");
        }
        if (text.startsWith("&", at)) {
            at += 2;
            return;
        }
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        String file = word();
        if (!errors) {
            output = file;
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quote == 0 && (Character.isWhitespace(c) || ";|&<>".indexOf(c) >= 0)) {
                break;
            }
            at++;
            newline(c);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && at < text.length()) {
                char escaped = text.charAt(at++);
                newline(escaped);
                word.append(escaped == '\n' ? "" : String.valueOf(escaped));
            } else if (c == '$' && quote != '\'') {
                word.append(substitution());
            } else if ("`(".indexOf(c) >= 0 && quote != '\'') {
                throw ScriptProblem.unsupported(line, "'" + c + "' in a shell command");
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw ScriptProblem.failed(line, "shell command: expected " + quote + " to end a quoted text");
        }
        return word.toString();
    }

    private String substitution() {
        if (text.startsWith("((", at)) {
            int end = text.indexOf("))", at);
            if (end > 0) {
                String expression = text.substring(at + 2, end);
                at = end + 2;
                return Long.toString(CodeProgram.evaluate(line, expression));
            }
        }
        boolean braces = text.startsWith("{", at);
        int from = braces ? at + 1 : at;
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String name = text.substring(from, end);
        if (name.isEmpty() || braces && !text.startsWith("}", end)) {
            throw ScriptProblem.unsupported(line, "this use of '$' in a shell command");
        }
        at = braces ? end + 1 : end;
        String value = variables.apply(name);
        if (value == null) {
            throw ScriptProblem.unsupported(line, "the variable $" + name + " in a shell command");
        }
        return value;
    }
}
