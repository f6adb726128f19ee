package dev.wireproof.core.neigh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.rig.report.coverage.Proves;
import org.junit.jupiter.api.Test;

/** Time lines with Linux's defaults, in milliseconds (facts appendix C 1 and 2; bounds of facts 2.3 and 2.8). */
class NudTimelineTest {
    private static final String MAC = "02:00:00:00:00:aa";
    private static final long MS = TestResolver.MS;

    private final TestResolver net = new TestResolver();
    private final Neighbour n = net.neighbour(1);

    private void set(String name, long value) {
        net.sysctls.get("net.test.neigh." + name).set(value);
    }

    @Test
    void anUnresolvableNeighbourIsAskedForThreeTimesAndFailsAfterThreeSeconds() {
        net.send(n, 1);
        net.runTo(500);
        net.send(n, 2);
        net.runTo(60_000);
        assertEquals("0 ask all; 1000 ask all; 2000 ask all; 3000 lost 1; 3000 lost 2", net.told());
        assertEquals(NudState.FAILED, n.state());
        assertEquals(1, net.table.statistics().resFailed);
    }

    @Test
    void aFailedNeighbourIsAskedForAgainAtOnceByTheNextPacket() {
        net.send(n, 1);
        net.runTo(3000);
        net.told();
        net.send(n, 2);
        assertEquals("3000 ask all", net.told());
        assertEquals(NudState.INCOMPLETE, n.state());
    }

    @Test
    void anAnswerSendsWhatWaitsInOrder() {
        net.send(n, 1);
        net.send(n, 2);
        net.runTo(30);
        net.send(n, 3);
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        assertEquals("0 ask all; 30 to " + MAC + " 1; 30 to " + MAC + " 2; 30 to " + MAC + " 3", net.told());
        assertEquals(0, n.waiting());
    }

    @Test
    void aStaleNeighbourIsUsedForFiveSecondsAndThenAskedThreeTimesByUnicast() {
        n.update(TestResolver.MAC, NudState.STALE, 0);
        net.runTo(100_000);
        net.send(n, 1);
        net.runTo(104_000);
        net.send(n, 2);
        net.runTo(106_500);
        net.send(n, 3);
        net.runTo(200_000);
        assertEquals("100000 to " + MAC + " 1; 104000 to " + MAC + " 2; 105000 ask " + MAC + "; 106000 ask " + MAC
                + "; 106500 to " + MAC + " 3; 107000 ask " + MAC, net.told());
        assertEquals(NudState.FAILED, n.state());
        assertEquals(108_000 * MS, n.updatedNanos());
    }

    /** The fast path of a connected entry does not note its use, so it becomes STALE first (kernel 6.18). */
    @Test
    void trafficAloneDoesNotKeepAnEntryReachable() {
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        long reachable = n.parameters().reachableNanos() / MS;
        for (int i = 1; i * 1000L < reachable + 11_000; i++) {
            net.runTo(i * 1000L);
            net.send(n, i);
            if (i * 1000L <= reachable) {
                assertEquals(NudState.REACHABLE, n.state());
            }
        }
        String told = net.told();
        long used = (reachable / 1000 + 1) * 1000;
        assertTrue(told.contains((used + 5000) + " ask " + MAC), told);
        assertTrue(told.contains((used + 7000) + " ask " + MAC), told);
        assertTrue(told.contains((used + 8000) + " ask all"), told);
    }

    @Test
    void confirmationsKeepAnEntryReachableForEver() {
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        for (int i = 1; i <= 400; i++) {
            net.runTo(i * 5000L);
            n.confirm();
        }
        assertEquals(NudState.REACHABLE, n.state());
        assertEquals("", net.told());
    }

    @Test
    void aRefusedUpdateToReachableStillRefreshesTheConfirmation() {
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        net.runTo(10_000);
        assertEquals(Errno.OK, n.update(TestResolver.OTHER_MAC, NudState.REACHABLE, 0));
        assertEquals(TestResolver.MAC, n.macBits());
        assertEquals(10_000 * MS, n.confirmedNanos());
    }

    @Test
    void updatesOfPermanentAndDeadEntriesAndWithoutAddressAreRefused() {
        assertEquals(Errno.EINVAL, n.update(Neighbour.NO_MAC, NudState.REACHABLE, 0));
        n.update(TestResolver.MAC, NudState.PERMANENT, Neighbour.ADMIN);
        assertEquals(Errno.EPERM, n.update(TestResolver.OTHER_MAC, NudState.REACHABLE, Neighbour.OVERRIDE));
        net.table.remove(n);
        assertEquals(Errno.EPERM, n.update(TestResolver.MAC, NudState.REACHABLE, Neighbour.ADMIN));
    }

    @Test
    @Proves({"NEIGH-3/reachable-time-range", "NEIGH-3/reachable-time-redrawn"})
    void theReachableTimeIsDrawnFromHalfToOneAndAHalfOfTheBaseAndDrawnAgainEveryFiveMinutes() {
        long first = n.parameters().reachableNanos();
        long draws = 0;
        long last = first;
        for (int i = 1; i <= 400; i++) {
            net.runTo(i * 15_000L);
            long now = n.parameters().reachableNanos();
            assertTrue(now >= 15_000 * MS && now < 45_000 * MS);
            draws += now != last ? 1 : 0;
            last = now;
        }
        assertEquals(400 * 15 / 315, draws);
        set("eth0.base_reachable_time", 5);
        assertEquals(5000, net.sysctls.get("net.test.neigh.eth0.base_reachable_time_ms").value());
        assertNotEquals(last, n.parameters().reachableNanos());
        assertTrue(n.parameters().reachableNanos() >= 2500 * MS && n.parameters().reachableNanos() < 7500 * MS);
    }

    @Test
    void theOldestWaitingPacketMakesRoomForTheNewest() {
        set("eth0.unres_qlen_bytes", 3 * Truesize.SMALL);
        for (int i = 1; i <= 5; i++) {
            net.send(n, i);
        }
        assertEquals(2, net.table.statistics().unresolvedDiscards);
        assertEquals(2, net.accounts.dropped(DropReason.NEIGHBOUR_QUEUE_FULL));
        net.told();
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        assertEquals("0 to " + MAC + " 3; 0 to " + MAC + " 4; 0 to " + MAC + " 5", net.told());
    }

    @Test
    void onePacketWaitsHoweverSmallTheBound() {
        set("eth0.unres_qlen_bytes", 0);
        net.send(n, 1);
        net.send(n, 2);
        assertEquals(1, n.waiting());
    }

    @Test
    @Proves("NEIGH-3/gc-floor")
    void nothingIsCollectedBelowTheFloorOf128() {
        for (int i = 2; i <= 127; i++) {
            net.neighbour(i).update(TestResolver.MAC, NudState.STALE, 0);
        }
        net.runTo(1_000_000);
        assertEquals(127, net.table.size());
        assertTrue(net.table.statistics().periodicGcRuns > 60);
    }

    @Test
    @Proves({"NEIGH-3/periodic-gc", "NEIGH-3/gc-stale-time"})
    void idleEntriesAreCollectedFromTheFloorOn() {
        n.update(TestResolver.MAC, NudState.PERMANENT, Neighbour.ADMIN);
        for (int i = 2; i <= 200; i++) {
            net.neighbour(i).update(TestResolver.MAC, NudState.STALE, 0);
        }
        net.runTo(60_000);
        assertEquals(200, net.table.size());
        net.runTo(75_000);
        assertEquals(1, net.table.size());
        assertEquals(NudState.PERMANENT, net.table.entries().get(0).state());
    }

    @Test
    @Proves("NEIGH-3/table-full")
    void aFullTableRefusesNewEntriesWhenNothingCanGo() {
        set("default.gc_thresh2", 5);
        set("default.gc_thresh3", 10);
        for (int i = 2; i <= 10; i++) {
            net.neighbour(i).update(TestResolver.MAC, NudState.REACHABLE, 0);
        }
        n.update(TestResolver.MAC, NudState.REACHABLE, 0);
        assertNull(net.neighbour(11));
        assertEquals(1, net.table.statistics().tableFulls);
        net.neighbour(3).update(Neighbour.NO_MAC, NudState.FAILED, Neighbour.ADMIN);
        assertEquals(11, net.neighbour(11).keyLow());
        assertEquals(10, net.table.size());
    }

    @Test
    @Proves("NEIGH-3/gc-thresholds")
    void aCrowdedTableCollectsByForceWhatWasNotUpdatedForFiveSeconds() {
        set("default.gc_thresh2", 5);
        for (int i = 2; i <= 8; i++) {
            net.neighbour(i).update(TestResolver.MAC, NudState.STALE, 0);
        }
        net.runTo(5001);
        net.neighbour(9);
        assertEquals(6, net.table.size());
        assertEquals(1, net.table.statistics().forcedGcRuns);
    }

    @Test
    void entriesOfADeviceThatGoesDownAreGoneAndWhatWaitedIsFlushed() {
        net.send(n, 1);
        net.table.deviceDown(net.device);
        assertEquals(0, net.table.size());
        assertTrue(n.isDead());
        assertEquals(1, net.accounts.dropped(DropReason.FLUSHED));
        assertEquals(false, net.loop.hasWork());
        assertNotEquals(n, net.neighbour(1));
    }

    @Test
    void withoutMulticastSolicitsAPacketFailsAtOnce() {
        set("eth0.mcast_solicit", 0);
        net.send(n, 1);
        assertEquals(NudState.FAILED, n.state());
        assertEquals(1, net.accounts.dropped(DropReason.NEIGHBOUR_FAILED));
    }

    @Test
    void aHundredThousandEntriesAreFoundAgain() {
        set("default.gc_thresh2", 1_000_000);
        set("default.gc_thresh3", 1_000_000);
        for (int i = 0; i < 100_000; i++) {
            net.neighbour(i * 256L);
        }
        assertEquals(net.table.find(TestResolver.HIGH, 256L * 77_777, net.device), net.neighbour(256L * 77_777));
        assertEquals(100_001, net.table.size());
        assertTrue(net.table.statistics().hashGrows >= 13);
    }
}
