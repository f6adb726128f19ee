package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;

/** The token at hand, and the ways to ask for one. */
final class Tokens {
    private final Lexer lexer;
    private Token current;

    Tokens(Lexer lexer) {
        this.lexer = lexer;
        current = lexer.next();
    }

    Token peek() {
        return current;
    }

    Token take() {
        Token t = current;
        current = lexer.next();
        return t;
    }

    /** The value behind the option at hand, which stays the token at hand. */
    String optionValue() {
        return lexer.optionValue();
    }

    /** Takes the token at hand read anew as everything up to the next blank. */
    Token takeRaw() {
        Token t = lexer.again(current);
        current = lexer.next();
        return t;
    }

    /** Takes a symbol when it is the next token. */
    boolean accept(char symbol) {
        if (current.is(symbol)) {
            take();
            return true;
        }
        return false;
    }

    /** Takes a word when it is the next token. */
    boolean acceptWord(String word) {
        if (current.isWord(word)) {
            take();
            return true;
        }
        return false;
    }

    void expect(char symbol) {
        if (!accept(symbol)) {
            throw problem("'" + symbol + "'");
        }
    }

    Token expect(Kind kind) {
        if (current.kind() != kind) {
            throw problem(kind.meaning);
        }
        return take();
    }

    /** A whole number in decimal within a range. */
    long number(String what, long minimum, long maximum) {
        if (current.kind() != Kind.INTEGER) {
            throw problem(what);
        }
        return inRange(current, 10, what, minimum, maximum);
    }

    /** A whole number, decimal or hexadecimal, within a range. */
    long anyNumber(String what, long minimum, long maximum) {
        if (current.kind() == Kind.HEX) {
            return inRange(current, 16, what, minimum, maximum);
        }
        return number(what, minimum, maximum);
    }

    private long inRange(Token t, int radix, String what, long minimum, long maximum) {
        long value;
        try {
            value = radix == 16 ? Long.parseUnsignedLong(t.text().substring(2), 16) : Long.parseLong(t.text());
        } catch (NumberFormatException e) {
            throw problem(what + " from " + minimum + " to " + maximum);
        }
        if (value < minimum || value > maximum) {
            throw problem(what + " from " + minimum + " to " + maximum);
        }
        take();
        return value;
    }

    /** The token at hand is not what it should be. */
    ScriptProblem problem(String expected) {
        return problem(current, "expected " + expected + ", found " + current.shown());
    }

    static ScriptProblem problem(Token at, String message) {
        return ScriptProblem.syntax(at.line(), at.column(), message);
    }
}
