package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.oracle.NewRenoOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * A scripted receiver of whole segments, numbered from 1, that acknowledges each one it gets a round trip after it was sent, and that
 * loses what the case says. Its window counts from what it acknowledges.
 */
final class SegmentReceiver {
    static final int SEGMENT = 1000;
    private static final int PORT = 8080;
    private static final Span ROUND_TRIP = ms(100);
    /** Longer than any timeout with its backoff. */
    private static final Span PATIENCE = seconds(130);

    private static final int MOST_BLOCKS = 4;

    /** An acknowledgement on its way: when it arrives, the last segment it covers, and first and last segment of each SACK block. */
    private record Ack(long atNanos, int segment, int[] blocks) {}

    private final Ladder it;
    private final Case<LossStep> one;
    private final BitSet arrived = new BitSet();
    private final int[] transmissions;
    private final ArrayDeque<Ack> acks = new ArrayDeque<>();
    private List<ObservedFrame> waiting = List.of();
    private int highest;
    private int acksMade;
    private int acknowledged;
    private long now;
    private final boolean sack;
    private Ack last;

    SegmentReceiver(Ladder it, Case<LossStep> one) {
        this(it, one, false);
    }

    /** @param sack it knows SACK, and tells of at most four runs */
    SegmentReceiver(Ladder it, Case<LossStep> one, boolean sack) {
        this.it = it;
        this.sack = sack;
        this.one = one;
        transmissions = new int[one.number("segments") + 2];
        arrived.set(0);
    }

    /** Opens the connection and lets the host write everything. */
    void open() {
        it.sut().nextIsn((int) one.get("isn"));
        it.ports(PORT, 40_000);
        SutSocket listener = it.sut().socket(STREAM).option("SO_SNDBUF", 4_000_000).bind(PORT).listen(1);
        it.in(now(), sack ? syn(0).mss(SEGMENT).win(field()).sackPermitted() : syn(0).mss(SEGMENT).win(field()));
        it.out(now(), synAck(0, 1));
        it.in(after(ROUND_TRIP), ack(1, 1).win(field()));
        listener.accept().option("TCP_NODELAY", 1).write(bytes(SEGMENT * one.number("segments")));
        waiting = it.taken();
        now = waiting.get(0).nanos();
    }

    private int field() {
        return Math.min(65_535, one.number("window") * SEGMENT);
    }

    /** What the host has sent since the last question; each segment that is not lost is acknowledged later. */
    List<NewRenoOracle.Sent> sent() {
        List<NewRenoOracle.Sent> all = new ArrayList<>();
        for (ObservedFrame f : waiting) {
            TcpView tcp = Frames.tcp(f.octets());
            int octets = Frames.octets(f.octets(), tcp);
            if (octets == 0) {
                continue;
            }
            int from = tcp.seq() - (int) one.get("isn") - 1;
            it.check("a whole segment, got octets " + from + " to " + (from + octets), octets == SEGMENT && from % SEGMENT == 0);
            int n = from / SEGMENT + 1;
            all.add(new NewRenoOracle.Sent(n, n <= highest));
            highest = Math.max(highest, n);
            transmissions[n]++;
            if (one.steps().stream().noneMatch(s -> s.loses(n, transmissions[n]))) {
                take(n, f.nanos());
            }
        }
        return all;
    }

    private void take(int n, long sentNanos) {
        arrived.set(n);
        acksMade++;
        if (one.steps().stream().noneMatch(s -> s.isAck() && s.number() == acksMade)) {
            int covered = arrived.nextClearBit(0) - 1;
            acks.add(new Ack(sentNanos + ROUND_TRIP.nanos(), covered, sack ? blocks(n, covered) : new int[0]));
        }
    }

    // The run of the newest segment first, then the others from the highest down.
    private int[] blocks(int newest, int covered) {
        List<Integer> edges = new ArrayList<>();
        if (newest > covered) {
            edges.add(arrived.previousClearBit(newest) + 1);
            edges.add(arrived.nextClearBit(newest) - 1);
        }
        int at = arrived.length() - 1;
        while (at > covered && edges.size() < 2 * MOST_BLOCKS) {
            int from = arrived.previousClearBit(at) + 1;
            if (newest < from || newest > at) {
                edges.add(from);
                edges.add(at);
            }
            at = arrived.previousSetBit(from - 1);
        }
        return edges.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Segments that the SACK blocks of the last acknowledgement named. */
    TreeSet<Integer> reported() {
        TreeSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < last.blocks.length; i += 2) {
            for (int n = last.blocks[i]; n <= last.blocks[i + 1]; n++) {
                all.add(n);
            }
        }
        return all;
    }

    boolean hasEverything() {
        return acknowledged == one.number("segments");
    }

    /**
     * Lets time pass to the next event: an acknowledgement arrives, or the host sends something by itself before.
     *
     * @return the last segment that the acknowledgement covers, or -1 for a timeout of the host
     */
    int next() {
        Ack ack = acks.peek();
        for (Span waited = Span.ZERO; ack == null && waited.compareTo(PATIENCE) < 0; waited = waited.plus(ROUND_TRIP)) {
            pass(ROUND_TRIP);
            if (!waiting.isEmpty()) {
                return -1;
            }
        }
        it.check("a timeout within " + PATIENCE + " of silence", ack != null);
        pass(Span.ns(ack.atNanos - now));
        if (!waiting.isEmpty()) {
            return -1;
        }
        acks.poll();
        last = ack;
        TcpSpec told = ack(1, 1 + ack.segment * SEGMENT).win(field());
        for (int i = 0; i < ack.blocks.length; i += 2) {
            told.sack(1 + (ack.blocks[i] - 1) * SEGMENT, 1 + ack.blocks[i + 1] * SEGMENT);
        }
        it.in(now(), told);
        acknowledged = Math.max(acknowledged, ack.segment);
        waiting = it.taken();
        return ack.segment;
    }

    private void pass(Span span) {
        it.pass(span);
        now += span.nanos();
        waiting = it.taken();
    }

    /** Ends the connection. */
    void reset() {
        it.in(now(), rst(1));
    }
}
