package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.packetdrill.script.IpInfo;
import dev.wireproof.rig.packetdrill.script.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds a segment of the host against the script's; the lines name the fields that differ. */
final class Differences {
    private static final int AE = 0x100;
    private static final int ECN_ECT0 = 2;
    private static final int ECN_ECT1 = 1;
    private static final int[] FLAGS = {TcpView.FIN, TcpView.SYN, TcpView.RST, TcpView.PSH, TcpView.ACK, TcpView.URG, TcpView.ECE, TcpView.CWR, AE};
    private static final String[] FLAG_NAMES = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"};

    private final List<String> lines = new ArrayList<>();

    /** @param push false when PSH is not compared */
    static List<String> between(Segment expected, Sniffed actual, boolean push) {
        Differences d = new Differences();
        d.ip(expected.ip(), actual);
        d.flags(expected, actual, push);
        int optionOctets = expected.options() == null ? actual.options.octets.length : expected.options().length;
        d.field("header length", TcpView.SIZE + optionOctets, actual.headerLength);
        d.field("payload", expected.length(), actual.length);
        d.field("reserved bits", 0, actual.reserved);
        d.field("seq", expected.seq(), actual.seq);
        d.field("ack", expected.ack(), actual.ack);
        if (expected.window() >= 0) {
            d.field("win", expected.window(), actual.window);
        }
        d.field("urg", expected.urgent(), actual.urgent);
        if (expected.options() != null) {
            d.options(new OptionList(expected.options()), actual.options);
        }
        if (!actual.zeros) {
            d.lines.add("payload: expected zeros, got other octets");
        }
        return d.lines;
    }

    /** Why a packet cannot be the continuation of the one before it; empty when it can. */
    static List<String> ofContinuation(Sniffed before, Sniffed next) {
        Differences d = new Differences();
        int joined = TcpView.FIN | TcpView.PSH | TcpView.CWR;
        d.flagBits(before.flags | joined, next.flags | joined, -1);
        d.field("header length", before.headerLength, next.headerLength);
        d.field("seq", before.seq + before.length, next.seq);
        d.field("ack", before.ack, next.ack);
        d.field("win", before.window, next.window);
        d.field("urg", before.urgent, next.urgent);
        return d.lines;
    }

    private void field(String name, int expected, int actual) {
        if (expected != actual) {
            lines.add(name + ": expected " + Integer.toUnsignedString(expected) + ", got " + Integer.toUnsignedString(actual));
        }
    }

    private void ip(IpInfo expected, Sniffed actual) {
        field("IP header length", 20, actual.ipHeaderLength);
        if (!actual.ipChecksumGood) {
            lines.add("IP checksum: wrong");
        }
        int ecn = actual.tos & 3;
        switch (expected.check()) {
            case ALL -> field("TOS", expected.tos(), actual.tos);
            case ECN -> field("ECN", expected.tos(), ecn);
            case ECT01 -> {
                if (ecn != ECN_ECT0 && ecn != ECN_ECT1) {
                    lines.add("ECN: expected 1 or 2, got " + ecn);
                }
            }
            default -> { }
        }
        if (expected.ttl() > 0) {
            field("TTL", expected.ttl(), actual.ttl);
        }
    }

    private void flags(Segment expected, Sniffed actual, boolean push) {
        int compared = push ? -1 : ~TcpView.PSH;
        if (expected.ace() < 0) {
            flagBits(expected.flags(), actual.flags, compared);
            return;
        }
        flagBits(expected.flags(), actual.flags, compared & (TcpView.ECE - 1));
        field("ACE", expected.ace(), actual.flags >> 6 & 7);
    }

    private void flagBits(int expected, int actual, int compared) {
        for (int i = 0; i < FLAGS.length; i++) {
            if (((expected ^ actual) & FLAGS[i] & compared) != 0) {
                boolean wanted = (expected & FLAGS[i]) != 0;
                lines.add(FLAG_NAMES[i] + ": expected " + (wanted ? "set" : "clear") + ", got " + (wanted ? "clear" : "set"));
            }
        }
    }

    /** Kinds in order, values as octets; those of timestamps are judged elsewhere. */
    private void options(OptionList expected, OptionList actual) {
        int e = 0;
        int a = 0;
        while (e < expected.octets.length && a < actual.octets.length) {
            int kind = expected.kind(e);
            boolean same = kind == actual.kind(a) && expected.length(e) == actual.length(a)
                    && (kind == TcpOptions.TIMESTAMPS || valuesEqual(expected, e, actual, a));
            if (!same) {
                lines.add("options: expected " + SegmentText.option(expected, e) + ", got " + SegmentText.option(actual, a));
                return;
            }
            e += expected.length(e);
            a += actual.length(a);
        }
        if (e < expected.octets.length || a < actual.octets.length) {
            lines.add("options: expected" + none(expected.octets) + ", got" + none(actual.octets));
        }
    }

    private static String none(byte[] octets) {
        String text = SegmentText.options(octets);
        return text.isEmpty() ? " none" : text;
    }

    private static boolean valuesEqual(OptionList expected, int e, OptionList actual, int a) {
        return Arrays.equals(expected.octets, e, e + expected.length(e), actual.octets, a, a + actual.length(a));
    }

    /** A line when two timestamps are further apart than allowed, else null. */
    static String ofTimestamps(int expected, int actual, long tickMicros, long toleranceNanos) {
        long apartMicros = Math.abs((long) (actual - expected)) * tickMicros;
        return apartMicros * 1000 <= toleranceNanos ? null
                : "TS val: expected " + Integer.toUnsignedString(expected) + ", got " + Integer.toUnsignedString(actual);
    }
}
