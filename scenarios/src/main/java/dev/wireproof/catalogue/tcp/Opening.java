package dev.wireproof.catalogue.tcp;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.after;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** Openings that many scenarios share. Unless a scenario says otherwise the peer offers an MSS of 1000 and no other option. */
public final class Opening {
    /** Port of the listener; one for which Wireshark knows no protocol. */
    public static final int PORT = 7777;

    /** First receive window of the host without timestamps: 44 segments of 1460 octets (facts 8.7). */
    public static final int WINDOW = 64_240;

    private Opening() {}

    /** A listener on {@link #PORT}. */
    public static SutSocket listener(Ladder it) {
        return listener(it, 5);
    }

    /** The same with this backlog. */
    public static SutSocket listener(Ladder it, int backlog) {
        it.ports(PORT, 40_000);
        return it.sut().socket(STREAM).bind(PORT).listen(backlog);
    }

    /** The same with an option that was set before {@code bind}. */
    public static SutSocket listener(Ladder it, String option, int value) {
        it.ports(PORT, 40_000);
        return it.sut().socket(STREAM).option(option, value).bind(PORT).listen(5);
    }

    /** The peer connects with a round trip of 10 ms; the accepted socket. */
    public static SutSocket passive(Ladder it) {
        return passive(it, listener(it), syn(0).mss(1000), 65_535);
    }

    /** The peer connects with this SYN, and offers this window field from the third segment on. */
    public static SutSocket passive(Ladder it, SutSocket listener, TcpSpec syn, int window) {
        it.in(now(), syn);
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1).win(window));
        return listener.accept();
    }

    /** The peer connects with timestamps, of which the first is 1000 and the second 1010; the accepted socket. */
    public static SutSocket passiveWithTimestamps(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        return listener.accept();
    }

    /** The host connects to port 80 of the peer, which answers after 10 ms. */
    public static SutSocket active(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.in(after(ms(10)), synAck(0, 1).mss(1000));
        it.out(now(), ack(1, 1));
        call.returns(ms(10), Errno.OK);
        return client;
    }
}
