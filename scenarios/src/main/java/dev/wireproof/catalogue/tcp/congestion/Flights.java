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

    private Flights(Ladder it) {
        this.it = it;
    }

    /** The peer connects with this round trip and a window of 1 MB; the route to it asks for this congestion control. */
    static SutSocket open(Ladder it, String control, Span roundTrip) {
        it.sut().routeMetrics("congctl " + control);
        SutSocket listener = Opening.listener(it, "SO_SNDBUF", 400_000);
        it.in(now(), syn(0).mss(SEGMENT).wscale(4));
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

    /** The peer acknowledges up to segment {@code n}. */
    Flights acked(When when, int n) {
        it.in(when, ack(1, SEGMENT * n + 1).win(WINDOW));
        return this;
    }

    static TcpSpec segment(int n) {
        return data(SEGMENT * (n - 1) + 1, SEGMENT * n + 1).ack(1);
    }
}
