package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.catalogue.tcp.Opening.passiveWithTimestamps;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** RFC 6191: which SYNs open a connection anew whose predecessor is in TIME-WAIT, when only one of the two has timestamps. */
public class TimeWaitTimestamps {
    /** The peer closes last; every segment has timestamps or none has. */
    private static void close(Ladder it, SutSocket conn, boolean times) {
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), stamped(ack(1, 2), times, 1020));
        it.in(after(ms(10)), stamped(fin(1, 2), times, 1030));
        it.out(now(), ack(2, 2));
    }

    private static TcpSpec stamped(TcpSpec segment, boolean times, int value) {
        return times ? segment.ts(value) : segment;
    }

    @Scenario(id = "tcp-state/time-wait-syn-without-timestamps",
            rfc = {"6191-2-c"},
            confirmedBy = {"rfc:6191-2-c", "kernel:6.18.44"})
    public void aSynThatHasLostItsTimestampsMustBeBeyondTheOldNumbers(Ladder it) {
        close(it, passiveWithTimestamps(it), true);
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.out(now(), ack(2, 2)).proves("TCP-15/time-wait-old-segment");
        it.in(after(ms(600)), syn(100_000).mss(1000));
        it.out(now(), synAck(0, 100_001)).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/textbook-time-wait-syn-with-new-timestamps", profile = "textbook",
            rfc = {"6191-2-d", "6191-2-f"},
            confirmedBy = {"rfc:6191-2-d", "rfc:6191-2-f"})
    public void aSynThatBringsTimestampsOpensAnew(Ladder it) {
        close(it, passive(it), false);
        it.in(after(ms(600)), syn(-1000).mss(1000));
        it.quiet(ms(600));
        it.in(now(), syn(-1000).mss(1000).ts(5000));
        it.out(now(), synAck(0, -999).echoes(5000)).proves("TCP-15/time-wait-reuse");
    }

    @Scenario(id = "tcp-state/time-wait-is-not-a-listeners-business",
            rfc = {"9293-3.10.8-c", "9293-MAY-2"},
            confirmedBy = {"formula:TCP_TIMEWAIT_LEN 60 s (facts 10.6)", "kernel:6.18.44"})
    public void aPortInTimeWaitServesOtherPeersAtOnce(Ladder it) {
        SutSocket listener = listener(it, "SO_REUSEADDR", 1);
        SutSocket conn = passive(it, listener, syn(0).mss(1000), 65_535);
        close(it, conn, false);
        listener.close();
        SutSocket next = it.sut().socket(STREAM).option("SO_REUSEADDR", 1).bind(PORT).listen(5);
        it.in(after(ms(10)), syn(0).peerPort(40_001).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_001));
        it.in(after(ms(10)), ack(1, 1).peerPort(40_001));
        it.check("accepted", next.accept() != null);
        it.step("and the old peer's late FIN still finds TIME-WAIT");
        it.in(after(ms(10)), fin(1, 2).peerPort(40_000));
        it.out(now(), ack(2, 2).peerPort(40_000)).proves("TCP-15/time-wait-lost-last-ack");
    }
}
