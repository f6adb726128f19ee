package dev.wireproof.rig.packetdrill.code;

/** A token of code. A line end and ';' are the token of kind END_OF_STATEMENT. */
record CodeToken(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        OPERATOR,
        END_OF_STATEMENT,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
