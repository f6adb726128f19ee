package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.oracle.NewRenoOracle;
import dev.wireproof.rig.oracle.NewRenoOracle.Knobs;
import dev.wireproof.rig.oracle.NewRenoOracle.Variant;
import dev.wireproof.rig.scenario.Ladder;
import java.util.List;
import java.util.Locale;

/** Tahoe, Reno and NewReno as printed (RFC 5681, RFC 6582), for any set of lost segments and acknowledgements. */
public final class TextbookRecovery extends LossProperty {
    private static final int LOSSES = 8;

    public TextbookRecovery() {
        super(LOSSES, "newreno/textbook-sends-what-the-model-sends",
                "after every acknowledgement and every timeout the sender sends exactly the segments of a model in whole segments",
                new Setting("variant", 0, 2, 2), new Setting("segments", 1, 150, 30), new Setting("window", 2, 60, 28),
                new Setting("flight", 1, 10, 2), new Setting("isn", 0, 0xFFFF_FFFFL, 1000));
    }

    @Override
    void judge(Ladder it, Case<LossStep> one) {
        Variant variant = Variant.values()[one.number("variant")];
        it.sut().sysctl("net.ipv4.tcp_congestion_control", variant.name().toLowerCase(Locale.ROOT));
        it.sut().routeMetrics("initcwnd " + one.get("flight") + " rto_min 1s");
        Knobs classroom = Knobs.classroom(variant);
        NewRenoOracle oracle = new NewRenoOracle(new Knobs(variant, SegmentReceiver.SEGMENT, one.number("flight"), classroom.initialSsthresh(),
                one.number("window"), classroom.duplicateThreshold(), false, classroom.careful(), one.number("segments")));
        SegmentReceiver receiver = new SegmentReceiver(it, one);
        receiver.open();
        String what = "first flight";
        List<NewRenoOracle.Sent> expected = oracle.start();
        while (true) {
            it.equal(what, expected.toString(), receiver.sent().toString());
            if (receiver.hasEverything()) {
                break;
            }
            int ack = receiver.next();
            what = ack < 0 ? "segments of a timeout" : "segments that the ACK of " + ack + " releases";
            expected = ack < 0 ? oracle.onTimeout() : oracle.onAck(ack);
        }
        receiver.reset();
    }
}
