package dev.wireproof.rig.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of a TCP segment (RFC 9293 section 3.2). Where one comes twice the last counts, as in Linux.
 *
 * @param raw the option octets as they stand, padding included
 * @param mss -1 when absent
 * @param windowScale shift count as sent, -1 when absent
 * @param sack blocks in the order sent
 * @param malformed what is wrong with an option's length, or null; options before it count
 */
public record TcpOptionsRecord(
        byte[] raw,
        int mss,
        int windowScale,
        boolean sackPermitted,
        List<SackBlock> sack,
        boolean timestamps,
        int tsVal,
        int tsEcr,
        String malformed) {
    static final int END = 0;
    static final int NOP = 1;
    static final int MSS = 2;
    static final int WINDOW_SCALE = 3;
    static final int SACK_PERMITTED = 4;
    static final int SACK = 5;
    static final int TIMESTAMPS = 8;
    static final int FAST_OPEN = 34;
    static final int EXPERIMENT = 254;
    static final int FAST_OPEN_MAGIC = 0xF989;

    static final TcpOptionsRecord NONE =
            new TcpOptionsRecord(new byte[0], -1, -1, false, List.of(), false, 0, 0, null);

    static TcpOptionsRecord of(byte[] octets, int from, int to) {
        return to <= from ? NONE : new Parser(java.util.Arrays.copyOfRange(octets, from, to)).parse();
    }

    /** True for any option that may stand on SYN segments only. */
    public boolean hasSynOption() {
        return mss >= 0 || windowScale >= 0 || sackPermitted;
    }

    /** True with a Fast Open option in either form (RFC 7413 section 4.1.1 and appendix A). */
    public boolean hasFastOpen() {
        int at = 0;
        while (at < raw.length && raw[at] != END) {
            if (raw[at] == NOP) {
                at++;
                continue;
            }
            int length = at + 1 < raw.length ? Octet.u8(raw, at + 1) : 0;
            if (length < 2 || at + length > raw.length) {
                return false;
            }
            int kind = Octet.u8(raw, at);
            if (kind == FAST_OPEN || kind == EXPERIMENT && length >= 4 && Octet.u16(raw, at + 2) == FAST_OPEN_MAGIC) {
                return true;
            }
            at += length;
        }
        return false;
    }

    private static final class Parser {
        private final byte[] raw;
        private int mss = -1;
        private int windowScale = -1;
        private boolean sackPermitted;
        private List<SackBlock> sack = List.of();
        private boolean timestamps;
        private int tsVal;
        private int tsEcr;
        private String malformed;

        Parser(byte[] raw) {
            this.raw = raw;
        }

        TcpOptionsRecord parse() {
            int at = 0;
            while (at < raw.length && malformed == null && raw[at] != END) {
                at = raw[at] == NOP ? at + 1 : option(at);
            }
            return new TcpOptionsRecord(raw, mss, windowScale, sackPermitted, sack, timestamps, tsVal, tsEcr, malformed);
        }

        private int option(int at) {
            int kind = Octet.u8(raw, at);
            int length = at + 1 < raw.length ? Octet.u8(raw, at + 1) : 0;
            if (length < 2 || at + length > raw.length || !fits(kind, length)) {
                malformed = "option kind " + kind + " with length " + length;
                return raw.length;
            }
            switch (kind) {
                case MSS -> mss = Octet.u16(raw, at + 2);
                case WINDOW_SCALE -> windowScale = Octet.u8(raw, at + 2);
                case SACK_PERMITTED -> sackPermitted = true;
                case SACK -> sack = blocks(at + 2, at + length);
                case TIMESTAMPS -> {
                    timestamps = true;
                    tsVal = Octet.i32(raw, at + 2);
                    tsEcr = Octet.i32(raw, at + 6);
                }
                default -> { }
            }
            return at + length;
        }

        private static boolean fits(int kind, int length) {
            return switch (kind) {
                case MSS -> length == 4;
                case WINDOW_SCALE -> length == 3;
                case SACK_PERMITTED -> length == 2;
                case SACK -> length >= 10 && (length - 2) % 8 == 0;
                case TIMESTAMPS -> length == 10;
                default -> true;
            };
        }

        private List<SackBlock> blocks(int from, int to) {
            List<SackBlock> blocks = new ArrayList<>(4);
            for (int at = from; at < to; at += 8) {
                blocks.add(new SackBlock(Octet.i32(raw, at), Octet.i32(raw, at + 4)));
            }
            return blocks;
        }
    }
}
