package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.rig.packetdrill.script.Segment;

/** Segments in packetdrill's own words. */
final class SegmentText {
    private static final String LETTERS = "FSRP.UEWA";
    private static final String ORDER = "FSRPUEWA.";
    private static final int FAST_OPEN_EXPERIMENT = 254;
    private static final int MD5 = 19;

    private SegmentText() {}

    static String of(Segment s) {
        String ace = s.ace() < 0 ? "" : Integer.toString(s.ace());
        String options = s.options() == null ? " <...>" : options(s.options());
        return flags(s.ace() < 0 ? s.flags() : s.flags() & 0x3F) + ace + range(s.seq(), s.length()) + ack(s.flags(), s.ack())
                + (s.window() < 0 ? "" : " win " + s.window()) + (s.urgent() == 0 ? "" : " urg " + s.urgent()) + options;
    }

    static String of(Sniffed s) {
        return flags(s.flags) + range(s.seq, s.length) + ack(s.flags, s.ack) + " win " + s.window
                + (s.urgent == 0 ? "" : " urg " + s.urgent) + options(s.options.octets);
    }

    private static String range(int seq, int length) {
        return " " + Integer.toUnsignedString(seq) + ":" + Integer.toUnsignedString(seq + length) + "(" + length + ")";
    }

    private static String ack(int flags, int ack) {
        return (flags >> 4 & 1) == 0 ? "" : " ack " + Integer.toUnsignedString(ack);
    }

    static String flags(int flags) {
        StringBuilder text = new StringBuilder();
        for (char c : ORDER.toCharArray()) {
            if ((flags >> LETTERS.indexOf(c) & 1) != 0) {
                text.append(c);
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }

    /** {@code <mss 1460,nop>} with a blank before it; empty for none. */
    static String options(byte[] octets) {
        StringBuilder text = new StringBuilder();
        OptionList list = new OptionList(octets);
        for (int at = 0; at < octets.length; at += list.length(at)) {
            text.append(text.isEmpty() ? " <" : ",").append(option(list, at));
        }
        return text.isEmpty() ? "" : text.append('>').toString();
    }

    /** One option in the script's words. */
    static String option(OptionList list, int at) {
        byte[] a = list.octets;
        int length = list.length(at);
        int kind = list.kind(at);
        if (kind == TcpOptions.NOP || kind == TcpOptions.END) {
            return kind == TcpOptions.NOP ? "nop" : "eol";
        }
        if (kind == TcpOptions.MSS && length == 4) {
            return "mss " + Octets.u16(a, at + 2);
        }
        if (kind == TcpOptions.WINDOW_SCALE && length == 3) {
            return "wscale " + Octets.u8(a, at + 2);
        }
        if (kind == TcpOptions.SACK_PERMITTED && length == 2) {
            return "sackOK";
        }
        if (kind == TcpOptions.TIMESTAMPS && length == 10) {
            return "TS val " + word(a, at + 2) + " ecr " + word(a, at + 6);
        }
        if (kind == TcpOptions.SACK) {
            StringBuilder text = new StringBuilder("sack");
            for (int edge = at + 2; edge + 8 <= at + length; edge += 8) {
                text.append(' ').append(word(a, edge)).append(':').append(word(a, edge + 4));
            }
            return text.toString();
        }
        String name = kind == TcpOptions.FAST_OPEN ? "FO" : kind == MD5 ? "md5" : kind == FAST_OPEN_EXPERIMENT ? "FOEXP" : "kind " + kind;
        String value = hex(a, kind == FAST_OPEN_EXPERIMENT ? at + 4 : at + 2, at + length);
        return value.isEmpty() ? name : name + " " + value;
    }

    private static String word(byte[] a, int at) {
        return Integer.toUnsignedString(Octets.i32(a, at));
    }

    private static String hex(byte[] a, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(Character.forDigit(a[i] >> 4 & 15, 16)).append(Character.forDigit(a[i] & 15, 16));
        }
        return text.toString();
    }
}
