package dev.wireproof.catalogue.sack;

import static dev.wireproof.catalogue.newreno.TenSegments.segment;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.now;

import dev.wireproof.catalogue.newreno.TenSegments;
import dev.wireproof.catalogue.tcp.Opening;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.TcpSpec;

/** Ten segments of 1000 octets outstanding in a window of ten, and acknowledgements that SACK some of them. */
final class SackedTen {
    private SackedTen() {}

    /** RFC 6675 is chosen; {@code segments} are written and the first ten sent. */
    static void outstanding(Ladder it, int segments) {
        it.sut().sysctl("net.ipv4.tcp_congestion_control", "sack");
        it.sut().routeMetrics("initcwnd 10 rto_min 1s");
        Opening.passive(it, Opening.listener(it), TenSegments.opens().sackPermitted(), TenSegments.WINDOW).write(bytes(1000 * segments));
        for (int n = 1; n <= 10; n++) {
            it.out(now(), n == segments ? segment(n).psh() : segment(n));
        }
    }

    /** Acknowledges {@code acked} segments and SACKs runs of segments, given by the first and the last one of each. */
    static TcpSpec sacks(int acked, int... runs) {
        TcpSpec spec = TenSegments.acked(acked);
        for (int i = 0; i < runs.length; i += 2) {
            spec.sack(1000 * runs[i] - 999, 1000 * runs[i + 1] + 1);
        }
        return spec;
    }
}
