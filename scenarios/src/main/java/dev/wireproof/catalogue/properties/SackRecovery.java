package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.oracle.NewRenoOracle;
import dev.wireproof.rig.oracle.Rfc6675Oracle;
import dev.wireproof.rig.scenario.Ladder;
import java.util.List;

/** SACK recovery as RFC 6675 prints it, for any set of lost segments and acknowledgements. */
public final class SackRecovery extends LossProperty {
    private static final int LOSSES = 12;

    public SackRecovery() {
        super(LOSSES, "sack/rfc6675-sends-what-the-model-sends",
                "after every acknowledgement and every timeout the sender sends exactly the segments of a model of sets",
                new Setting("segments", 1, 150, 40), new Setting("window", 2, 60, 28), new Setting("flight", 1, 12, 4),
                new Setting("isn", 0, 0xFFFF_FFFFL, 1000));
    }

    @Override
    void judge(Ladder it, Case<LossStep> one) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "sack");
        it.sut().routeMetrics("initcwnd " + one.get("flight") + " rto_min 1s");
        Rfc6675Oracle oracle = new Rfc6675Oracle(new Rfc6675Oracle.Knobs(
                SegmentReceiver.SEGMENT, one.number("flight"), one.number("window"), one.number("segments")));
        SegmentReceiver receiver = new SegmentReceiver(it, one, true);
        receiver.open();
        String what = "first flight";
        List<NewRenoOracle.Sent> expected = oracle.start();
        int acknowledged = 0;
        int timedOutAt = -1;
        while (true) {
            it.equal(what, expected.toString(), receiver.sent().toString());
            if (receiver.hasEverything()) {
                break;
            }
            int ack = receiver.next();
            if (ack < 0) {
                what = "segments of a timeout";
                expected = oracle.onTimeout(timedOutAt != acknowledged);
                timedOutAt = acknowledged;
            } else {
                what = "segments that the ACK of " + ack + " releases";
                expected = oracle.onAck(ack, receiver.reported());
                acknowledged = Math.max(acknowledged, ack);
            }
        }
        receiver.reset();
    }
}
