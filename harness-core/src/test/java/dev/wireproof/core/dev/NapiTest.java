package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.sim.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NapiTest {
    private static final Mac PEER = TestHost.mac(99);

    private final EventLoop loop = new EventLoop();
    private final TestHost host = new TestHost(loop, 1);

    private NicDevice nic(String name, int weight, int frames) {
        NicDevice nic = host.nic(name, TestHost.mac(1), NicOptions.DEFAULT.rings(1024, 16).weight(weight));
        for (int i = 0; i < frames; i++) {
            nic.frameArrived(TestHost.frame(TestHost.mac(1), PEER, i));
        }
        return nic;
    }

    /** Received frames as runs, such as {@code a*64}. */
    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        String device = "";
        int length = 0;
        for (String r : host.received) {
            String d = r.substring(0, r.indexOf(':'));
            if (!d.equals(device) && length > 0) {
                runs.add(device + "*" + length);
                length = 0;
            }
            device = d;
            length++;
        }
        runs.add(device + "*" + length);
        return runs;
    }

    @Test
    void devicesTakeTurnsOfTheirWeightAndAFullTurnGoesToTheTail() {
        nic("a", 64, 100);
        nic("b", 16, 40);
        nic("c", 64, 10);
        loop.runInstant();
        assertEquals(List.of("a*64", "b*16", "c*10", "a*36", "b*24"), runs());
        assertEquals(0, host.softnets.get(0).squeezed());
    }

    @Test
    void aRoundEndsWhenTheBudgetIsSpentAndCountsASqueeze() {
        for (int i = 0; i < 6; i++) {
            nic("d" + i, 64, 65);
        }
        loop.step();
        assertEquals(5 * 64, host.received.size());
        assertEquals(1, host.softnets.get(0).squeezed());
        loop.runInstant();
        // The one not polled yet comes first, then the rest in order.
        assertEquals("d5:0", host.received.get(320));
        assertEquals("d0:64", host.received.get(384));
        assertEquals(6 * 65, host.received.size());
    }

    @Test
    void theBudgetIsASetting() {
        host.sysctls.get("net.core.netdev_budget").set(64);
        nic("a", 64, 64);
        nic("b", 64, 1);
        loop.runInstant();
        assertEquals(1, host.softnets.get(0).squeezed());
        assertEquals(65, host.received.size());
    }

    @Test
    void oneBusyDeviceUsesUpTheRestartsAndIsHandedToKsoftirqd() {
        nic("a", 64, 1000);
        loop.runInstant();
        assertEquals(1000, host.received.size());
        // 10 passes of 64 frames, then the rest.
        assertEquals(1, host.cpus.get(0).ksoftirqdRuns());
    }

    @Test
    void workThatCostsTimeSpreadsOverTimeFrameByFrame() {
        NicDevice nic = host.nic("a", TestHost.mac(1), NicOptions.DEFAULT.cost(500, 1_000));
        for (int i = 0; i < 3; i++) {
            nic.frameArrived(TestHost.frame(TestHost.mac(1), PEER, i));
        }
        loop.runUntil(10_000);
        // The interrupt costs 500 ns; each frame is handled when the one before is done.
        assertEquals(List.of(500L, 1_500L, 2_500L), host.times);
    }

    @Test
    void theTimeLimitEndsARoundAndCountsASqueeze() {
        host.sysctls.get("net.core.netdev_budget_usecs").set(50);
        NicDevice a = host.nic("a", TestHost.mac(1), NicOptions.DEFAULT.cost(0, 1_000));
        NicDevice b = host.nic("b", TestHost.mac(1), NicOptions.DEFAULT.cost(0, 1_000));
        for (int i = 0; i < 64; i++) {
            a.frameArrived(TestHost.frame(TestHost.mac(1), PEER, i));
            b.frameArrived(TestHost.frame(TestHost.mac(1), PEER, i));
        }
        loop.runUntil(63_999);
        assertEquals(64, host.received.size());
        loop.runUntil(1_000_000);
        assertEquals(128, host.received.size());
        assertEquals(List.of("a*64", "b*64"), runs());
        assertTrue(host.softnets.get(0).squeezed() >= 2);
        assertEquals(127_000L, host.times.get(127));
    }

    @Test
    void aFrameThatArrivesDuringABusyPollIsTakenByTheSamePoll() {
        NicDevice nic = host.nic("a", TestHost.mac(1), NicOptions.DEFAULT.cost(0, 1_000));
        nic.frameArrived(TestHost.frame(TestHost.mac(1), PEER, 1));
        loop.runUntil(400);
        nic.frameArrived(TestHost.frame(TestHost.mac(1), PEER, 2));
        loop.runUntil(5_000);
        assertEquals(List.of(0L, 1_000L), host.times);
        assertEquals(1, nic.interrupts());
    }
}
