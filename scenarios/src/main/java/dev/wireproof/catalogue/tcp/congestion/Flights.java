package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;
import dev.wireproof.rig.scenario.When;

/** Segments of 1000 octets in flight, by number: segment {@code n} carries octets 1000 n - 999 to 1000 n. */
final class Flights {
    private static final int WINDOW = 65_000;
    private static final int SEGMENT = 1000;

    private final Ladder it;
    private int sent;
    private int acked;

    private Flights(Ladder it) {
        this.it = it;
    }

    /** The peer connects with this round trip and a window of 1 MB; the route to it asks for this congestion control. */
    static SutSocket open(Ladder it, String control, Span roundTrip) {
        return open(it, "congctl " + control, roundTrip, syn(0).mss(SEGMENT).wscale(4));
    }

    /** The same with a first window of so many segments. */
    static SutSocket open(Ladder it, String control, int initialWindow, Span roundTrip) {
        return open(it, "congctl " + control + " initcwnd " + initialWindow, roundTrip, syn(0).mss(SEGMENT).wscale(4));
    }

    /** The same with SACK and a first window of so many segments. */
    static SutSocket openWithSack(Ladder it, String control, int initialWindow, Span roundTrip) {
        return open(it, "congctl " + control + " initcwnd " + initialWindow, roundTrip, syn(0).mss(SEGMENT).sackPermitted().wscale(4));
    }

    private static SutSocket open(Ladder it, String route, Span roundTrip, TcpSpec syn) {
        it.sut().routeMetrics(route);
        SutSocket listener = Opening.listener(it, "SO_SNDBUF", 400_000);
        it.in(now(), syn);
        it.out(now(), synAck(0, 1));
        it.in(after(roundTrip), ack(1, 1).win(WINDOW));
        return listener.accept();
    }

    static Flights of(Ladder it) {
        return new Flights(it);
    }

    /** The next {@code count} segments leave now. */
    Flights leave(int count) {
        return leave(now(), count);
    }

    /** The next {@code count} segments leave, the first one then, the others with it. */
    Flights leave(When when, int count) {
        for (int i = 0; i < count; i++) {
            sent++;
            it.out(i == 0 ? when : now(), segment(sent));
        }
        return this;
    }

    /**
     * A flight of so many segments loses its first one: of the others three are told of by SACK, which lets two new ones and the
     * repair go; a round trip later all is acknowledged.
     */
    Flights lose(Span roundTrip, int flight) {
        int first = acked + 1;
        overtaken(roundTrip);
        return acked(after(roundTrip), first + flight + 1);
    }

    /** The peer tells of the three behind the first one; two new ones and the first one again leave. */
    Flights overtaken(Span roundTrip) {
        int first = acked + 1;
        for (int n = 1; n <= 3; n++) {
            it.in(n == 1 ? after(roundTrip) : now(), ack(1, SEGMENT * acked + 1).win(WINDOW).sack(SEGMENT * first + 1, SEGMENT * (first + n) + 1));
            if (n < 3) {
                leave(1);
            }
        }
        it.out(now(), segment(first).retransmitted());
        return this;
    }

    /** A round trip later all that was sent is acknowledged, and a D-SACK tells that the first one outstanding came twice. */
    Flights answeredTwice(Span roundTrip) {
        int first = acked + 1;
        acked = sent;
        it.in(after(roundTrip), ack(1, SEGMENT * sent + 1).win(WINDOW).sack(SEGMENT * (first - 1) + 1, SEGMENT * first + 1));
        return this;
    }

    /** The next segment leaves now and ends what was written. */
    Flights leavePushed() {
        sent++;
        it.out(now(), segment(sent).psh());
        return this;
    }

    /**
     * A round trip later all that was sent is acknowledged at once, but for the last one: with nothing in flight the time would count
     * as idle.
     */
    Flights answered(Span roundTrip) {
        return acked(after(roundTrip), sent - 1);
    }

    /** A round trip later nothing is outstanding. */
    Flights answeredWholly(Span roundTrip) {
        return acked(after(roundTrip), sent);
    }

    /** Segments outstanding. */
    int outstanding() {
        return sent - acked;
    }

    /** The peer acknowledges up to segment {@code n}. */
    Flights acked(When when, int n) {
        acked = n;
        it.in(when, ack(1, SEGMENT * n + 1).win(WINDOW));
        return this;
    }

    static TcpSpec segment(int n) {
        return data(SEGMENT * (n - 1) + 1, SEGMENT * n + 1).ack(1);
    }
}
