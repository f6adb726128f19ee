package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.code.CodeToken.Kind;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;

/** Cuts a code block into tokens; inside brackets and behind a backslash a line goes on. */
final class CodeLexer {
    private static final List<String> OPERATORS = List.of("//", "<<", ">>", "<=", ">=", "==", "!=", "+=", "-=", "*=", "|=", "&=",
            "+", "-", "*", "/", "%", "&", "|", "^", "~", "<", ">", "=", "(", ")", ",");

    private final String text;
    private final List<CodeToken> tokens = new ArrayList<>();
    private int at;
    private int line;
    private int depth;

    private CodeLexer(String text, int line) {
        this.text = text;
        this.line = line;
    }

    static List<CodeToken> tokens(String text, int firstLine) {
        CodeLexer lexer = new CodeLexer(text, firstLine);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.add(Kind.END_OF_STATEMENT, "");
        lexer.add(Kind.END, "");
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || c == ';') {
            at++;
            if (c == ';' || depth == 0) {
                add(Kind.END_OF_STATEMENT, "");
            }
            line += c == '\n' ? 1 : 0;
        } else if (c == '\\') {
            continueLine();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (Character.isLetterOrDigit(c) || c == '_') {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            add(Character.isDigit(c) ? Kind.NUMBER : Kind.NAME, text.substring(start, at));
        } else {
            operator();
        }
    }

    /** A backslash and the line end behind it are nothing. */
    private void continueLine() {
        at++;
        while (at < text.length() && text.charAt(at) != '\n' && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
            line++;
        }
    }

    private void quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw ScriptProblem.failed(line, "code: expected " + quote + " to end the text that starts here");
        }
        add(Kind.TEXT, text.substring(at + 1, end));
        at = end + 1;
    }

    private void operator() {
        for (String o : OPERATORS) {
            if (text.startsWith(o, at)) {
                add(Kind.OPERATOR, o);
                at += o.length();
                depth += o.equals("(") ? 1 : o.equals(")") ? -1 : 0;
                return;
            }
        }
        throw ScriptProblem.unsupported(line, "'" + text.charAt(at) + "' in code");
    }

    private void add(Kind kind, String of) {
        tokens.add(new CodeToken(kind, of, line));
    }
}
