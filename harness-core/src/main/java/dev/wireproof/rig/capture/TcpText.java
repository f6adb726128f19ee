package dev.wireproof.rig.capture;

/** TCP in the words of packetdrill and Wireshark: flag letters, options. */
final class TcpText {
    private static final String LETTERS = "FSRP.UEW";
    private static final String ORDER = "FSRPUEW.";

    private TcpText() {}

    /** Flags as letters, ACK as a dot at the end: {@code S}, {@code S.}, {@code FP.}; {@code -} for none. */
    static String flags(int flags) {
        StringBuilder text = new StringBuilder(4);
        for (int i = 0; i < ORDER.length(); i++) {
            if ((flags >>> LETTERS.indexOf(ORDER.charAt(i)) & 1) != 0) {
                text.append(ORDER.charAt(i));
            }
        }
        return text.length() == 0 ? "-" : text.toString();
    }

    /**
     * All options in their order, as in {@code mss 1460,nop,wscale 7}.
     *
     * @param sackBase sequence number that counts as 0 in SACK blocks
     */
    static String options(TcpOptionsRecord options, int sackBase) {
        StringBuilder text = new StringBuilder();
        byte[] raw = options.raw();
        int at = 0;
        while (at < raw.length) {
            int kind = Octet.u8(raw, at);
            text.append(text.length() == 0 ? "" : ",");
            if (kind == TcpOptionsRecord.END) {
                return text.append("eol").toString();
            }
            if (kind == TcpOptionsRecord.NOP) {
                text.append("nop");
                at++;
                continue;
            }
            int length = at + 1 < raw.length ? Octet.u8(raw, at + 1) : 0;
            if (length < 2 || at + length > raw.length) {
                return text.append("malformed ").append(kind).append(" length ").append(length).toString();
            }
            option(text, raw, at, kind, length, sackBase);
            at += length;
        }
        return text.toString();
    }

    private static void option(StringBuilder text, byte[] raw, int at, int kind, int length, int sackBase) {
        if (kind == TcpOptionsRecord.MSS && length == 4) {
            text.append("mss ").append(Octet.u16(raw, at + 2));
        } else if (kind == TcpOptionsRecord.WINDOW_SCALE && length == 3) {
            text.append("wscale ").append(Octet.u8(raw, at + 2));
        } else if (kind == TcpOptionsRecord.SACK_PERMITTED && length == 2) {
            text.append("sackOK");
        } else if (kind == TcpOptionsRecord.TIMESTAMPS && length == 10) {
            text.append("TS val ").append(Integer.toUnsignedString(Octet.i32(raw, at + 2)));
            text.append(" ecr ").append(Integer.toUnsignedString(Octet.i32(raw, at + 6)));
        } else if (kind == TcpOptionsRecord.SACK && length >= 10 && (length - 2) % 8 == 0) {
            text.append("sack");
            for (int block = at + 2; block < at + length; block += 8) {
                text.append(' ').append(Integer.toUnsignedString(Octet.i32(raw, block) - sackBase));
                text.append(':').append(Integer.toUnsignedString(Octet.i32(raw, block + 4) - sackBase));
            }
        } else if (kind == TcpOptionsRecord.FAST_OPEN) {
            fastOpen(text, "FO", raw, at + 2, at + length);
        } else if (kind == TcpOptionsRecord.EXPERIMENT && length >= 4 && Octet.u16(raw, at + 2) == TcpOptionsRecord.FAST_OPEN_MAGIC) {
            fastOpen(text, "FOEXP", raw, at + 4, at + length);
        } else {
            text.append("kind ").append(kind).append(' ');
            hex(text, raw, at + 2, at + length);
        }
    }

    private static void fastOpen(StringBuilder text, String name, byte[] raw, int from, int to) {
        text.append(name).append(from < to ? " " : "");
        hex(text, raw, from, to);
    }

    static void hex(StringBuilder text, byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            text.append(Character.forDigit(octets[i] >>> 4 & 15, 16)).append(Character.forDigit(octets[i] & 15, 16));
        }
    }
}
