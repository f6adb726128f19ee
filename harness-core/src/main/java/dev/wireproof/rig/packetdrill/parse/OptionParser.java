package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.io.ByteArrayOutputStream;

/** TCP options in angle brackets, as the octets that they stand for; sequence numbers and timestamps stay the script's. */
final class OptionParser {
    /** RFC 2385. */
    private static final int MD5 = 19;
    /** Shared experimental option (RFC 6994) with Fast Open's magic number. */
    private static final int EXPERIMENTAL = 254;
    private static final int FAST_OPEN_MAGIC = 0xF989;
    private static final int MOST = 40;
    private static final long MAX_32 = 0xFFFF_FFFFL;

    private final Tokens tokens;
    private ByteArrayOutputStream octets;

    OptionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The octets, or null for <code>&lt;...&gt;</code>. */
    byte[] options(boolean inbound) {
        octets = new ByteArrayOutputStream();
        Token at = tokens.peek();
        if (!tokens.accept('<')) {
            return new byte[0];
        }
        if (tokens.peek().kind() == Kind.ELLIPSIS) {
            if (inbound) {
                throw tokens.problem("the options of an inbound segment");
            }
            tokens.take();
            tokens.expect('>');
            return null;
        }
        do {
            option();
        } while (tokens.accept(','));
        tokens.expect('>');
        if (octets.size() % 4 != 0 || octets.size() > MOST) {
            throw Tokens.problem(at, "expected options of up to 40 octets in groups of 4, found " + octets.size() + " octets");
        }
        return octets.toByteArray();
    }

    private void option() {
        Token t = tokens.expect(Kind.WORD);
        switch (t.text()) {
            case "nop" -> octets.write(TcpOptions.NOP);
            case "eol" -> octets.write(TcpOptions.END);
            case "mss" -> number(TcpOptions.MSS, 2, "an MSS", 0xFFFF);
            case "wscale" -> number(TcpOptions.WINDOW_SCALE, 1, "a window scale", 255);
            case "sackOK" -> head(TcpOptions.SACK_PERMITTED, 0);
            case "sack" -> sack();
            case "TS" -> timestamps();
            case "FO" -> blob(TcpOptions.FAST_OPEN, new byte[0]);
            case "FOEXP" -> blob(EXPERIMENTAL, new byte[] {(byte) (FAST_OPEN_MAGIC >> 8), (byte) FAST_OPEN_MAGIC});
            case "md5" -> blob(MD5, new byte[0]);
            case "ECN" -> throw ScriptProblem.unsupported(t.line(), "AccECN options");
            default -> throw Tokens.problem(t, "expected a TCP option, found '" + t.text() + "'");
        }
    }

    private void head(int kind, int length) {
        octets.write(kind);
        octets.write(length + 2);
    }

    private void number(int kind, int size, String what, long maximum) {
        long value = tokens.number(what, 0, maximum);
        head(kind, size);
        put(value, size);
    }

    private void put(long value, int size) {
        for (int shift = 8 * size - 8; shift >= 0; shift -= 8) {
            octets.write((int) (value >>> shift));
        }
    }

    private void sack() {
        ByteArrayOutputStream outer = octets;
        octets = new ByteArrayOutputStream();
        while (tokens.peek().kind() == Kind.INTEGER) {
            put(tokens.number("a sequence number", 0, MAX_32), 4);
            tokens.expect(':');
            put(tokens.number("a sequence number", 0, MAX_32), 4);
        }
        byte[] blocks = octets.toByteArray();
        octets = outer;
        if (blocks.length == 0) {
            throw tokens.problem("a SACK block");
        }
        head(TcpOptions.SACK, blocks.length);
        octets.writeBytes(blocks);
    }

    private void timestamps() {
        word("val");
        long val = tokens.number("a timestamp", 0, MAX_32);
        word("ecr");
        long ecr = tokens.number("a timestamp", 0, MAX_32);
        head(TcpOptions.TIMESTAMPS, 8);
        put(val, 4);
        put(ecr, 4);
    }

    private void word(String expected) {
        if (!tokens.acceptWord(expected)) {
            throw tokens.problem("'" + expected + "'");
        }
    }

    /** An option that ends in hexadecimal digits, none included. */
    private void blob(int kind, byte[] prefix) {
        Token t = tokens.peek();
        String hex = t.kind() == Kind.WORD || t.kind() == Kind.INTEGER ? tokens.take().text() : "";
        if (!hex.matches("([0-9a-fA-F]{2})*")) {
            throw Tokens.problem(t, "expected pairs of hexadecimal digits, found '" + hex + "'");
        }
        head(kind, prefix.length + hex.length() / 2);
        octets.writeBytes(prefix);
        for (int i = 0; i < hex.length(); i += 2) {
            octets.write(Integer.parseInt(hex, i, i + 2, 16));
        }
    }
}
