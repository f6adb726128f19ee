package dev.wireproof.core.tcp.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.recovery.LossRecovery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of {@code tcp_update_metrics}, worked out by hand. */
class PeerMetricsTest {
    private static final Address LOCAL = Address.parse("10.0.0.1");
    private static final Address REMOTE = Address.parse("10.0.0.2");
    private static final int NONE = LossRecovery.INFINITE;

    private final EventLoop loop = new EventLoop();
    private final Sysctls sysctls = new Sysctls(Profile.MODERN);
    private final MetricsTable table =
            new MetricsTable(loop, sysctls, sysctls.number("net.ipv4.tcp_reordering", 3, 1, 300));

    private void end(long rtt8, long deviation4, int cwnd, int ssthresh, int reordering, boolean open) {
        table.save(LOCAL, REMOTE, new PeerMetrics.End(rtt8, deviation4, cwnd, ssthresh, reordering, open), true);
    }

    private PeerMetrics kept() {
        return table.get(LOCAL, REMOTE);
    }

    @Test
    void aLongerRoundTripCountsAtOnceAShorterOneByAnEighth() {
        end(800_000, 100_000, 10, NONE, 3, true);
        assertEquals(800_000, kept().rttMicros8());
        end(1_600_000, 100_000, 10, NONE, 3, true);
        assertEquals(1_600_000, kept().rttMicros8());
        end(800_000, 100_000, 10, NONE, 3, true);
        assertEquals(1_500_000, kept().rttMicros8());
    }

    @Test
    void theDeviationIsAtLeastHalfTheChangeAndFallsByAQuarter() {
        end(800_000, 100_000, 10, NONE, 3, true);
        assertEquals(400_000, kept().varianceMicros4());
        end(800_000, 100_000, 10, NONE, 3, true);
        assertEquals(325_000, kept().varianceMicros4());
    }

    @ParameterizedTest
    @CsvSource({
        "slow start unfinished, 20, 2147483647, true, 20, 0, 0", "avoidance, 20, 8, true, 10, 10, 0", "avoidance, 20, 15, true, 10, 15, 0",
        "slow start again, 4, 8, true, 4, 0, 7", "in recovery, 20, 8, false, 4, 0, 7"
    })
    void windowAndThresholdDependOnWhereTheConnectionStood(String where, int cwnd, int ssthresh, boolean open, int keptCwnd,
            int keptSsthresh, int keptReordering) {
        sysctls.get("net.ipv4.tcp_no_ssthresh_metrics_save").set(0);
        end(800_000, 100_000, cwnd, ssthresh, 7, open);
        assertEquals(keptCwnd, kept().cwnd());
        assertEquals(keptSsthresh, kept().ssthresh());
        assertEquals(keptReordering, kept().reordering());
    }

    @Test
    void thresholdsAreNotKeptUnlessAsked() {
        end(800_000, 100_000, 20, 8, 3, true);
        assertEquals(0, kept().ssthresh());
        assertEquals(0, table.ssthresh(kept()));
    }

    @Test
    void whatIsAnHourOldIsForgottenButForFastOpen() {
        end(800_000, 100_000, 20, 8, 3, true);
        kept().fastOpen.learn(1000, null, dev.wireproof.core.tcp.fastopen.ServerMemory.FormAnswer.NONE);
        loop.runUntil(3_600_000_000_001L);
        assertEquals(0, kept().rttMicros8());
        assertEquals(1000, kept().fastOpen.mss());
    }

    @Test
    void aConnectionWithoutATrustedRoundTripForgetsTheOneKept() {
        table.save(LOCAL, REMOTE, new PeerMetrics.End(0, 0, 10, NONE, 3, true), false);
        assertNull(kept());
        end(800_000, 100_000, 10, NONE, 3, true);
        assertTrue(table.isProven(LOCAL, REMOTE));
        table.save(LOCAL, REMOTE, new PeerMetrics.End(0, 0, 10, NONE, 3, true), false);
        assertFalse(table.isProven(LOCAL, REMOTE));
    }

    @Test
    void nothingIsKeptWhereTheOperatorForbidsItAndAllGoesWithAFlush() {
        sysctls.get("net.ipv4.tcp_no_metrics_save").set(1);
        end(800_000, 100_000, 10, NONE, 3, true);
        assertNull(kept());
        sysctls.get("net.ipv4.tcp_no_metrics_save").set(0);
        end(800_000, 100_000, 10, NONE, 3, true);
        table.flush();
        assertNull(kept());
    }
}
