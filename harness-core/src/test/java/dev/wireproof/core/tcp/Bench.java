package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One host and a scripted peer. Numbers in texts are relative to each initial sequence number: {@code "PA 1:1001 ack 1"}. The
 * peer's initial number is near the wrap, so that every test passes it.
 */
final class Bench {
    static final Address HERE = Address.parse("192.0.2.1");
    static final Address THERE = Address.parse("192.0.2.2");
    static final int PEER_ISN = 0xFFFF_FF00;
    static final int PORT = 8080;
    static final int PEER_PORT = 4000;
    static final long MS = 1_000_000L;

    final EventLoop loop = new EventLoop();
    final Host host;
    private final List<Out> sent = new ArrayList<>();
    int localPort = PORT;
    int peerPort = PEER_PORT;
    private int isn;
    private boolean isnKnown;
    private int peerIsn = PEER_ISN;

    Bench() {
        this(Profile.MODERN);
    }

    Bench(Profile profile) {
        host = new Host(loop, profile, HERE, skb -> note(Out.read(skb, loop.now())));
    }

    private void note(Out o) {
        if (!isnKnown && (o.flags() & 2) != 0) {
            isn = o.seq();
            isnKnown = true;
            localPort = o.sourcePort();
            peerPort = o.destinationPort();
        }
        sent.add(o);
    }

    /** The next connection's numbers are learned anew. */
    void forgetIsn() {
        isnKnown = false;
    }

    void peerIsn(int number) {
        peerIsn = number;
    }

    /** What was sent since the last look. */
    List<Out> out() {
        loop.runInstant();
        return drain();
    }

    /** As {@link #out}, from inside an event or between two. */
    List<Out> drain() {
        List<Out> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** A number of this host, relative. */
    int relative(int seq) {
        return seq - isn;
    }

    /** Checks what was sent since the last look, a text a segment. */
    void expect(String... texts) {
        assertEquals(List.of(texts), out().stream().map(this::text).toList());
    }

    String text(Out o) {
        boolean reset = (o.flags() & 4) != 0;
        int length = o.text().length;
        String seq = reset && o.seq() == 0 ? "abs 0" : (o.seq() - isn) + (length > 0 ? ":" + (o.seq() - isn + length) : "");
        String ack = (o.flags() & 16) != 0 ? " ack " + (o.ack() - peerIsn) : "";
        return o.letters() + " " + seq + ack;
    }

    /** A segment of the peer, numbers relative; send it with {@link #in}. */
    Seg seg(String flags, int seq, int ack) {
        return Seg.of(flags, peerPort, localPort, peerIsn + seq, flags.contains("A") ? isn + ack : 0);
    }

    void in(Seg s) {
        host.network.deliver(s.bytes(THERE, HERE), THERE);
    }

    void in(String flags, int seq, int ack) {
        in(seg(flags, seq, ack));
    }

    void data(int seq, int length, int ack) {
        in(seg("PA", seq, ack).text(length));
    }

    void pass(long millis) {
        loop.runUntil(loop.now() + millis * MS);
    }

    /** An established connection that the host opened; a round trip of {@code millis}. */
    TcpSock connected(long millis, Consumer<Seg> synAckOptions) {
        TcpSock s = host.connecting(THERE, PEER_PORT);
        expect("S 0");
        pass(millis);
        Seg synAck = seg("SA", 0, 1);
        synAckOptions.accept(synAck);
        in(synAck);
        expect("A 1 ack 1");
        s.connect(THERE, PEER_PORT, Host.NOW);
        return s;
    }

    TcpSock connected() {
        return connected(0, s -> s.mss(1000));
    }

    /** An established connection that the peer opened. */
    TcpSock accepted(Consumer<Seg> synOptions) {
        TcpSock listener = host.listener(PORT, 5);
        Seg syn = seg("S", 0, 0);
        synOptions.accept(syn);
        in(syn);
        expect("SA 0 ack 1");
        in("A", 1, 1);
        expect();
        TcpSock s = (TcpSock) listener.accept(Host.NOW);
        listener.close(Host.NOW);
        return s;
    }

    /** Reads what is there. */
    static byte[] read(TcpSock s, int most) {
        byte[] octets = new byte[most];
        int count = s.receive(octets, 0, most, 0, Host.NOW).count();
        return java.util.Arrays.copyOf(octets, count);
    }

    static int write(TcpSock s, int length) {
        return s.send(new byte[length], 0, length, 0, null, Host.NOW);
    }
}
