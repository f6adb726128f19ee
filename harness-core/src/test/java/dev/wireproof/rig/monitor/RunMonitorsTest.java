package dev.wireproof.rig.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Flow;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.dev.NicOptions;
import dev.wireproof.core.dev.TestHost;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.link.Cable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Monitors that need more than frames, each with its canary. */
class RunMonitorsTest {
    private final EventLoop loop = new EventLoop();
    private final NicDevice near = new TestHost(loop, 1).nic("a", TestHost.mac(1), NicOptions.DEFAULT);
    private final NicDevice far = new TestHost(loop, 1).nic("b", TestHost.mac(2), NicOptions.DEFAULT);
    private final Cable cable = new Cable(loop, Rng.ofSeed(1), "a-b").connect(near, "host.a", far, "far.b");
    private final FrameConservation conservation = new FrameConservation();

    private void send(int number) {
        near.transmit(TestHost.frame(TestHost.mac(2), TestHost.mac(1), number));
    }

    private List<Violation> judge(boolean atRest) {
        Findings out = new Findings();
        conservation.judge(atRest, out);
        return out.violations();
    }

    @Test
    void framesDeliveredDuplicatedAndLostAreAccountedFor() {
        conservation.watch(cable);
        cable.faults(FaultPlan.parse("lose on 1; duplicate 2 after 400ns on 2"));
        for (int i = 1; i <= 4; i++) {
            send(i);
        }
        loop.runUntil(Span.ms(1).nanos());
        assertEquals(List.of(), judge(true));
    }

    @Test
    void canaryOfConservationIsAFrameThatNeverArrives() {
        conservation.watch(cable);
        cable.oneWayDelay(Span.ms(5));
        send(1);
        loop.runUntil(Span.ms(1).nanos());
        assertEquals(List.of(), judge(false));
        assertEquals("frame-conservation", judge(true).get(0).monitor());
    }

    @Test
    void canaryOfConservationIsAFrameThatWasNeverAnnounced() {
        send(1);
        conservation.watch(cable);
        loop.runUntil(Span.ms(1).nanos());
        assertTrue(judge(true).get(0).message().startsWith("host.a > far.b: 0 frames entered"), judge(true)::toString);
    }

    @Test
    void canaryOfTheCongestionWindowIsOneSegmentTooMany() {
        Findings out = new Findings();
        CongestionWindowMonitor monitor = new CongestionWindowMonitor(out);
        Flow flow = new Flow(Address.LOOPBACK, 1, Address.LOOPBACK, 2);
        monitor.sent(new CongestionWindowMonitor.Sent(flow, 7, 10, 10, 0));
        monitor.sent(new CongestionWindowMonitor.Sent(flow, 8, 12, 10, 2));
        assertEquals(List.of(), out.violations());
        monitor.sent(new CongestionWindowMonitor.Sent(flow, 9, 11, 10, 0));
        assertEquals(9, out.violations().get(0).frame());
        assertEquals("tcp-cwnd", out.violations().get(0).monitor());
    }
}
