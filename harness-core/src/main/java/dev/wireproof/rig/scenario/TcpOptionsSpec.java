package dev.wireproof.rig.scenario;

import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The options of a segment in a scenario; laid out as Linux does when sent, compared one by one when expected. */
final class TcpOptionsSpec {
    Integer mss;
    Integer windowScale;
    boolean sackPermitted;
    boolean timestamps;
    Integer tsVal;
    Integer tsEcr;
    final List<Integer> sack = new ArrayList<>();
    boolean none;
    byte[] cookie;
    boolean experimental;
    boolean noFastOpen;
    byte[] raw;
    /** Key of a signature that the segment bears. */
    String signatureKey;

    void fastOpen(String hex, boolean form) {
        cookie = HexFormat.of().parseHex(hex);
        experimental = form;
    }

    /** Encodes for the wire; SACK edges are relative to {@code ackBase}, {@code echo} is the TSecr when none was chosen. */
    byte[] encode(int ackBase, int echo) {
        if (raw != null) {
            return raw;
        }
        byte[] room = new byte[60];
        TcpOptionWriter w = new TcpOptionWriter().at(room, 0);
        if (signatureKey != null) {
            w.nop().nop().signature();
        }
        if (mss != null) {
            w.mss(mss);
        }
        boolean syn = mss != null || sackPermitted || windowScale != null;
        if (sackPermitted) {
            pad(w, syn && timestamps);
            w.sackPermitted();
        }
        if (timestamps) {
            pad(w, syn && sackPermitted);
            w.timestamps(tsVal == null ? 0 : tsVal, tsEcr == null ? echo : tsEcr);
        }
        if (windowScale != null) {
            w.nop().windowScale(windowScale);
        }
        if (!sack.isEmpty()) {
            w.nop().nop().sack(sack.size() / 2);
            for (int i = 0; i < sack.size(); i += 2) {
                w.block(ackBase + sack.get(i), ackBase + sack.get(i + 1));
            }
        }
        if (cookie != null) {
            w.fastOpen(cookie, experimental);
        }
        while (w.length() % 4 != 0) {
            w.nop();
        }
        return Arrays.copyOf(room, w.length());
    }

    private static void pad(TcpOptionWriter w, boolean pairsWithNeighbour) {
        if (!pairsWithNeighbour) {
            w.nop().nop();
        }
    }

    void differences(List<String> lines, Seen seen, int ackBase) {
        TcpOptions got = seen.options;
        if (none && seen.tcp.headerLength() > 20) {
            lines.add("options: expected none, got " + (seen.tcp.headerLength() - 20) + " octets");
        }
        number(lines, "mss", mss, got.mss());
        number(lines, "wscale", windowScale, got.windowScale());
        if (sackPermitted && !got.sackPermitted()) {
            lines.add("sackOK: expected, got none");
        }
        if (timestamps && !got.hasTimestamps()) {
            lines.add("timestamps: expected, got none");
        }
        if (got.hasTimestamps()) {
            number(lines, "ts val", tsVal, got.tsVal());
            number(lines, "ts ecr", tsEcr, got.tsEcr());
        }
        if (!sack.isEmpty()) {
            List<Integer> blocks = new ArrayList<>();
            for (int i = 0; i < got.sackBlocks(); i++) {
                blocks.add(got.sackLeft(i) - ackBase);
                blocks.add(got.sackRight(i) - ackBase);
            }
            if (!sack.equals(blocks)) {
                lines.add("sack: expected " + sack + ", got " + blocks);
            }
        }
        fastOpenDifference(lines, got);
        if (raw != null) {
            int from = seen.payload - seen.tcp.headerLength() + 20;
            if (!Arrays.equals(raw, Arrays.copyOfRange(seen.octets, from, seen.payload))) {
                lines.add("options: octets differ");
            }
        }
    }

    private void fastOpenDifference(List<String> lines, TcpOptions got) {
        String actual = SeenText.fastOpen(got);
        if (noFastOpen && !actual.isEmpty()) {
            lines.add("Fast Open: expected none, got " + actual);
        }
        if (cookie != null && !actual.equals(fastOpenText())) {
            lines.add("Fast Open: expected " + fastOpenText() + ", got " + (actual.isEmpty() ? "none" : actual));
        }
    }

    private String fastOpenText() {
        return SeenText.fastOpen(experimental, HexFormat.of().formatHex(cookie));
    }

    private static void number(List<String> lines, String name, Integer expected, int actual) {
        if (expected != null && expected != actual) {
            lines.add(name + ": expected " + expected + ", got " + (actual == TcpOptions.ABSENT ? "none" : actual));
        }
    }

    String text() {
        List<String> words = new ArrayList<>();
        if (signatureKey != null) {
            words.add("md5");
        }
        if (mss != null) {
            words.add("mss " + mss);
        }
        if (sackPermitted) {
            words.add("sackOK");
        }
        if (timestamps) {
            words.add("TS" + (tsVal == null ? "" : " val " + Integer.toUnsignedString(tsVal))
                    + (tsEcr == null ? "" : " ecr " + Integer.toUnsignedString(tsEcr)));
        }
        if (windowScale != null) {
            words.add("wscale " + windowScale);
        }
        if (cookie != null) {
            words.add(fastOpenText());
        }
        for (int i = 0; i < sack.size(); i += 2) {
            words.add("sack " + sack.get(i) + ":" + sack.get(i + 1));
        }
        return words.isEmpty() ? "" : " <" + String.join(",", words) + ">";
    }
}
