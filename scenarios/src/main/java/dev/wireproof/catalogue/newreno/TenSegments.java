package dev.wireproof.catalogue.newreno;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.TcpSpec;

/** Segments of 1000 octets, of which the first congestion window holds ten. */
public final class TenSegments {
    /** The window field that the peer offers. */
    public static final int WINDOW = 65_000;

    private TenSegments() {}

    /** Segment {@code n} carries octets 1000 n - 999 to 1000 n. */
    public static TcpSpec segment(int n) {
        return data(1000 * n - 999, 1000 * n + 1).ack(1);
    }

    /** The peer acknowledges so many segments. */
    public static TcpSpec acked(int segments) {
        return ack(1, 1000 * segments + 1).win(WINDOW);
    }

    /** The peer's SYN. */
    public static TcpSpec opens() {
        return syn(0).mss(1000);
    }

    /** Ten segments are outstanding; fifteen more wait in the send queue. */
    public static void outstanding(Ladder it, TcpSpec syn) {
        Opening.passive(it, Opening.listener(it), syn, WINDOW).write(bytes(25_000));
        for (int n = 1; n <= 10; n++) {
            it.out(now(), segment(n));
        }
    }
}
