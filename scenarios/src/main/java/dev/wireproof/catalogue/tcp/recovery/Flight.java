package dev.wireproof.catalogue.tcp.recovery;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;

import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/**
 * A flight of segments of 1000 octets to a peer with SACK, over a path with a round trip of 40 ms, which the handshake has measured. So
 * the timeout is 240 ms, a probe comes after 82 ms, and segments that were overtaken get 10 ms where reordering is reckoned with.
 * Reno makes windows easy to follow.
 */
final class Flight {
    /** The window field that the peer offers. */
    static final int WINDOW = 65_000;

    private Flight() {}

    /** A connection with SACK and without timestamps. */
    static SutSocket opened(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket listener = Opening.listener(it);
        it.in(now(), syn(0).mss(1000).sackPermitted().win(WINDOW));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(40)), acked(0));
        return listener.accept();
    }

    /** A connection with SACK and timestamps; the peer's first one is 1000. */
    static SutSocket openedWithTimestamps(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "reno");
        SutSocket listener = Opening.listener(it);
        it.in(now(), syn(0).mss(1012).sackPermitted().ts(1000).win(WINDOW));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(40)), acked(0).ts(1040));
        return listener.accept();
    }

    /** {@code segments} are written, and as many as the first window of ten allows are sent. */
    static SutSocket outstanding(Ladder it, int segments) {
        SutSocket s = opened(it);
        s.write(bytes(1000 * segments));
        sent(it, 1, Math.min(segments, 10), segments);
        return s;
    }

    /** The host sends segments {@code from} to {@code to} now; segment {@code last} ends the write. */
    static void sent(Ladder it, int from, int to, int last) {
        for (int n = from; n <= to; n++) {
            it.out(now(), n == last ? segment(n).psh() : segment(n));
        }
    }

    /** Segment {@code n} carries octets 1000 n - 999 to 1000 n. */
    static TcpSpec segment(int n) {
        return data(1000 * n - 999, 1000 * n + 1).ack(1);
    }

    /** The peer acknowledges so many segments. */
    static TcpSpec acked(int segments) {
        return ack(1, 1000 * segments + 1).win(WINDOW);
    }

    /** The same, with a SACK block of segments {@code first} to {@code last}. */
    static TcpSpec acked(int segments, int first, int last) {
        return also(acked(segments), first, last);
    }

    /** One more block. */
    static TcpSpec also(TcpSpec ack, int first, int last) {
        return ack.sack(1000 * first - 999, 1000 * last + 1);
    }

    /** A counter of {@code TcpExt} stands at {@code times}. */
    static void counted(Ladder it, String name, int times) {
        it.equal(name, (long) times, it.sut().counter("TcpExt." + name));
    }
}
