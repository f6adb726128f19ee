package dev.wireproof.rig.packetdrill.parse;

/**
 * A token with its place.
 *
 * @param text as it stands, without delimiters
 * @param offset of its first character in the text
 */
record Token(Kind kind, String text, int offset, int line, int column) {
    enum Kind {
        OPTION("an option"),
        DECIMAL("a number with a fraction"),
        INTEGER("a number"),
        HEX("a hexadecimal number"),
        WORD("a word"),
        STRING("a string"),
        COMMAND("a command in backquotes"),
        CODE("code"),
        ELLIPSIS("'...'"),
        ADDRESS("an IPv4 address"),
        SYMBOL("a symbol"),
        END("the end of the file");

        final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.DECIMAL;
    }

    /** For messages. */
    String shown() {
        return switch (kind) {
            case END -> kind.meaning;
            case STRING, COMMAND, CODE -> kind.meaning;
            default -> "'" + text + "'";
        };
    }
}
