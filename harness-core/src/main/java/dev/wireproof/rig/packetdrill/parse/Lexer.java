package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.Map;

/** Cuts a script into tokens, one at a time; words that are defined symbols come out as what they stand for. */
final class Lexer {
    private final String text;
    private final Map<String, String> symbols;
    private int at;
    private int line = 1;
    private int lineStart;

    /** @param symbols may grow while the text is read */
    Lexer(String text, Map<String, String> symbols) {
        this.text = text;
        this.symbols = symbols;
    }

    Token next() {
        skipBlank();
        if (at >= text.length()) {
            return token(Kind.END, "", at);
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '"') {
            return delimited(Kind.STRING, '"');
        }
        if (c == '`') {
            return delimited(Kind.COMMAND, '`');
        }
        if (startsWith("%{")) {
            return code();
        }
        if (startsWith("...")) {
            at += 3;
            return token(Kind.ELLIPSIS, "...", start);
        }
        if (startsWith("--") && isWordPart(at + 2)) {
            at = wordEnd(at + 2);
            return token(Kind.OPTION, text.substring(start + 2, at), start);
        }
        boolean negative = c == '-' && (isDigit(at + 1) || isFraction(at + 1));
        if (negative || isFraction(at) || isWordPart(at)) {
            return wordOrNumber(start, negative);
        }
        at++;
        return token(Kind.SYMBOL, String.valueOf(c), start);
    }

    /** Goes back to a token and reads it anew as everything up to the next blank. */
    Token again(Token t) {
        rewind(t);
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return token(Kind.WORD, text.substring(t.offset(), at), t.offset());
    }

    /** The value behind an option's name: up to the next blank outside quotes; empty when the next character is not '='. */
    String optionValue() {
        if (at >= text.length() || text.charAt(at) != '=') {
            return "";
        }
        int start = ++at;
        char quote = 0;
        while (at < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(at)))) {
            char c = text.charAt(at++);
            newline(c);
            quote = quote == 0 && (c == '"' || c == '`') ? c : c == quote ? 0 : quote;
        }
        return text.substring(start, at);
    }

    private void rewind(Token t) {
        at = t.offset();
        line = t.line();
        lineStart = t.offset() - t.column() + 1;
    }

    private void skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                newline(c);
            } else if (startsWith("//")) {
                at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            } else if (startsWith("/*")) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw problem("expected '*/' to end the comment that starts here");
                }
                advanceTo(end + 2);
            } else {
                return;
            }
        }
    }

    private void newline(char c) {
        if (c == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void advanceTo(int end) {
        while (at < end) {
            newline(text.charAt(at++));
        }
    }

    private Token delimited(Kind kind, char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw problem("expected " + quote + " to end the text that starts here");
        }
        Token t = token(kind, text.substring(at + 1, end), at);
        advanceTo(end + 1);
        return t;
    }

    private Token code() {
        int end = text.indexOf("}%", at);
        if (end < 0) {
            throw problem("expected '}%' to end the code that starts here");
        }
        Token t = token(Kind.CODE, text.substring(at + 2, end), at);
        advanceTo(end + 2);
        return t;
    }

    private Token wordOrNumber(int start, boolean negative) {
        if (!negative && isAddress()) {
            return token(Kind.ADDRESS, text.substring(start, at), start);
        }
        int first = negative ? at + 1 : at;
        int end = wordEnd(first);
        boolean digits = end > first && allDigits(first, end);
        if ((digits || end == first) && isFraction(end)) {
            at = end + 1;
            while (isDigit(at)) {
                at++;
            }
            return token(Kind.DECIMAL, text.substring(start, at), start);
        }
        at = end;
        String word = text.substring(start, at);
        if (digits) {
            return token(Kind.INTEGER, word, start);
        }
        return isHex(word) ? token(Kind.HEX, word, start) : symbol(word, start);
    }

    private Token symbol(String word, int start) {
        String value = symbols.get(word);
        if (value == null) {
            return token(Kind.WORD, word, start);
        }
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        if ((first == '"' || first == '`') && value.length() > 1) {
            return token(first == '"' ? Kind.STRING : Kind.COMMAND, value.substring(1, value.length() - 1), start);
        }
        boolean number = value.matches("-?[0-9]{1,18}");
        return token(number ? Kind.INTEGER : isHex(value) ? Kind.HEX : Kind.WORD, value, start);
    }

    private boolean isAddress() {
        int i = at;
        for (int part = 0; part < 4; part++) {
            int from = i;
            while (isDigit(i)) {
                i++;
            }
            if (i == from || i > from + 3 || part < 3 && (i >= text.length() || text.charAt(i++) != '.')) {
                return false;
            }
        }
        at = i;
        return true;
    }

    private static boolean isHex(String word) {
        return word.matches("0x[0-9a-fA-F]{1,16}");
    }

    private boolean allDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return true;
    }

    private int wordEnd(int from) {
        int i = from;
        while (isWordPart(i)) {
            i++;
        }
        return i;
    }

    /** True for a point with a digit behind it. */
    private boolean isFraction(int i) {
        return i < text.length() && text.charAt(i) == '.' && isDigit(i + 1);
    }

    private boolean isDigit(int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private boolean isWordPart(int i) {
        if (i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private boolean startsWith(String s) {
        return text.startsWith(s, at);
    }

    private Token token(Kind kind, String of, int start) {
        return new Token(kind, of, start, line, start - lineStart + 1);
    }

    private ScriptProblem problem(String message) {
        return ScriptProblem.syntax(line, at - lineStart + 1, message);
    }
}
