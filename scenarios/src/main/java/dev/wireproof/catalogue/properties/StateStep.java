package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step in the life of a connection: a call ({@code close}, {@code shutdown}, {@code abort}, {@code read}), {@code wait 100}
 * milliseconds, or a segment of the peer such as {@code segment FA seq=expected ack=all len=3}: flags, where its first number lies, what it
 * acknowledges, its octets.
 *
 * @param amount milliseconds of a wait, octets of a segment
 */
record StateStep(Kind kind, String flags, SeqPlace seq, AckPlace ack, int amount) {
    /** What it is. */
    enum Kind { CLOSE, SHUTDOWN, ABORT, READ, WAIT, SEGMENT }

    /** Where a segment begins, seen from RCV.NXT and the window. */
    enum SeqPlace { EXPECTED, BEFORE, INSIDE, LAST, BEYOND, INITIAL, FAR }

    /** What a segment with ACK acknowledges, seen from SND.UNA and SND.NXT. */
    enum AckPlace { ALL, UNA, OLD, UNSENT, TOOOLD }

    private static final List<String> FLAGS = List.of("A", "A", "A", "A", "FA", "FA", "S", "SA", "R", "RA", "F", "P", "SF", "SRA", "");
    private static final Pattern SEGMENT =
            Pattern.compile("segment ([SFRAP]*|-) seq=([a-z]+) ack=([a-z]+) len=([0-9]{1,4})");
    private static final Pattern CALL = Pattern.compile("close|shutdown|abort|read|wait ([0-9]{1,4})");

    static StateStep draw(Rng chance) {
        int what = chance.below(20);
        if (what < 5) {
            Kind call = Kind.values()[what];
            return new StateStep(call, "", null, null, call == Kind.WAIT ? chance.below(400) : 0);
        }
        SeqPlace seq = chance.below(10) < 6 ? SeqPlace.EXPECTED : SeqPlace.values()[chance.below(SeqPlace.values().length)];
        AckPlace ack = chance.below(10) < 7 ? AckPlace.ALL : AckPlace.values()[chance.below(AckPlace.values().length)];
        return new StateStep(Kind.SEGMENT, FLAGS.get(chance.below(FLAGS.size())), seq, ack, chance.below(3) == 0 ? 1 + chance.below(4) : 0);
    }

    static StateStep read(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            Kind kind = Kind.valueOf(text.split(" ")[0].toUpperCase(Locale.ROOT));
            return new StateStep(kind, "", null, null, kind == Kind.WAIT ? Integer.parseInt(call.group(1)) : 0);
        }
        Matcher m = SEGMENT.matcher(text);
        try {
            if (m.matches()) {
                return new StateStep(Kind.SEGMENT, m.group(1).equals("-") ? "" : m.group(1), SeqPlace.valueOf(m.group(2).toUpperCase(Locale.ROOT)),
                        AckPlace.valueOf(m.group(3).toUpperCase(Locale.ROOT)), Integer.parseInt(m.group(4)));
            }
        } catch (IllegalArgumentException unknownPlace) {
            // Falls through to the one message for all that does not read.
        }
        throw new IllegalArgumentException("step '" + text + "': expected close, shutdown, abort, read, wait N, or a segment such as "
                + "'segment FA seq=expected ack=all len=3'");
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    List<StateStep> simpler() {
        List<StateStep> all = new ArrayList<>();
        if (amount > 0) {
            all.add(new StateStep(kind, flags, seq, ack, 0));
            all.add(new StateStep(kind, flags, seq, ack, amount / 2));
        }
        if (kind == Kind.SEGMENT && seq != SeqPlace.EXPECTED) {
            all.add(new StateStep(kind, flags, SeqPlace.EXPECTED, ack, amount));
        }
        if (kind == Kind.SEGMENT && ack != AckPlace.ALL) {
            all.add(new StateStep(kind, flags, seq, AckPlace.ALL, amount));
        }
        for (int i = 0; i < flags.length() && flags.length() > 1; i++) {
            all.add(new StateStep(kind, flags.substring(0, i) + flags.substring(i + 1), seq, ack, amount));
        }
        return all;
    }

    @Override
    public String toString() {
        if (kind != Kind.SEGMENT) {
            return word(kind) + (kind == Kind.WAIT ? " " + amount : "");
        }
        return "segment " + (flags.isEmpty() ? "-" : flags) + " seq=" + word(seq) + " ack=" + word(ack) + " len=" + amount;
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
