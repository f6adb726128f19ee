package dev.wireproof.catalogue.tcp.ecn;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.SutSocket;

/** Connections that use ECN, and its code points. */
final class EcnOpening {
    static final int NOT_ECT = 0;
    static final int ECT1 = 1;
    static final int ECT0 = 2;
    static final int CE = 3;

    private EcnOpening() {}

    /** The peer asks for ECN and gets it; a round trip of 10 ms, an MSS of 1000. */
    static SutSocket passive(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).ece().cwr().mss(1000));
        it.out(now(), synAck(0, 1).ece().tos(NOT_ECT));
        it.in(after(ms(10)), ack(1, 1).win(65_535));
        return listener.accept();
    }

    /** The host asks for ECN and gets it. */
    static SutSocket active(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_ecn", "1");
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).ece().cwr().tos(NOT_ECT));
        it.in(after(ms(10)), synAck(0, 1).ece().mss(1000));
        it.out(now(), ack(1, 1).tos(NOT_ECT));
        call.returns(ms(10), Errno.OK);
        return client;
    }

}
