package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** The clock and the hash behind initial sequence numbers (RFC 6528). */
public class InitialSequenceNumbers {
    private static final int SEQ_BEHIND_IP_HEADER = 24;

    /** The number of the SYN that a refused connect from this port sent; takes 1 ms. */
    private static int isn(Ladder it, int fromPort) {
        SutSocket client = it.sut().socket(STREAM).bind(fromPort);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        int isn = ByteBuffer.wrap(it.lastSent()).getInt(SEQ_BEHIND_IP_HEADER);
        it.in(after(ms(1)), rstAck(0, 1));
        connect.returns(ms(1), Errno.ECONNREFUSED);
        client.close();
        return isn;
    }

    private static void clockTicksEvery(Ladder it, int nanos, String clause) {
        int first = isn(it, 5000);
        it.quiet(ms(999));
        int second = isn(it, 5000);
        it.equal("numbers passed in a second", 1_000_000_000 / nanos, second - first).proves(clause);
        int other = isn(it, 5001);
        it.check("another 4-tuple starts elsewhere", Math.abs(other - second) > 20_000).proves("TCP-6/keyed-hash");
    }

    @Scenario(id = "tcp-state/isn-clock-linux", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-SHLD-1", "6528-3-a", "9293-MUST-9"},
            confirmedBy = {"rfc:6528-3-a", "formula:one number in 64 ns (facts 8.7)"})
    public void linuxCountsOneNumberIn64Nanoseconds(Ladder it) {
        clockTicksEvery(it, 64, "TCP-6/clock-linux");
    }

    @Scenario(id = "tcp-state/isn-clock-rfc", profile = "textbook", needs = Capability.VIRTUAL_TIME,
            rfc = {"9293-MUST-8", "9293-SHLD-1", "6528-3-a"},
            confirmedBy = "rfc:9293-MUST-8")
    public void theRfcCountsOneNumberIn4Microseconds(Ladder it) {
        clockTicksEvery(it, 4000, "TCP-6/clock-rfc");
    }
}
