package dev.wireproof.rig.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.dev.NicOptions;
import dev.wireproof.core.dev.TestHost;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.rig.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CableTest {
    private final TestLink link = new TestLink();

    @Test
    void aPlainCableDeliversLaterAtTheSameInstant() {
        link.send(1);
        assertEquals(List.of(), link.numbers());
        link.loop.runInstant();
        assertEquals(List.of(1), link.numbers());
        assertEquals(0, link.loop.now());
        assertEquals(List.of(">1"), link.log);
    }

    @Test
    void eachWayHasItsOwnDelay() {
        link.cable.forward().delay(Span.ms(1));
        link.cable.backward().delay(Span.ms(7));
        link.send(1);
        link.farNic.transmit(TestHost.frame(TestLink.A, TestLink.B, 2));
        link.loop.runUntil(Span.ms(10).nanos());
        assertEquals(List.of(1_000_000L), link.far.times);
        assertEquals(List.of(7_000_000L), link.host.times);
    }

    @Test
    void framesFollowEachOtherAtTheRateAndFractionsOfNanosecondsAreNotLost() {
        // 480 bits at 7 Gbit/s take 68.571... ns.
        link.cable.rate(7_000_000_000L).oneWayDelay(Span.us(1));
        for (int i = 0; i < 7; i++) {
            link.send(i);
        }
        link.loop.runUntil(10_000);
        assertEquals(List.of(1_068L, 1_137L, 1_205L, 1_274L, 1_342L, 1_411L, 1_480L), link.far.times);
        assertEquals(7, link.released);
    }

    @Test
    void withoutDelayTheChargeEndsBeforeTheFrameArrives() {
        link.cable.rate(480_000_000L);
        link.run(5, 0);
        assertEquals(5, link.released);
        assertEquals(List.of(1_000L, 2_000L, 3_000L, 4_000L, 5_000L), link.far.times);
    }

    @Test
    void aRateWithoutQueueHoldsFramesInTheSendersRing() {
        link.cable.rate(480_000_000L);
        for (int i = 1; i <= 300; i++) {
            link.send(i);
        }
        assertEquals(256, link.cable.forward().entered());
        assertEquals(44, link.nic.queuedFrames());
        link.run(0, 0);
        assertEquals(300, link.numbers().size());
        assertEquals(300_000L, link.far.times.get(299));
    }

    @Test
    void aQueueOfTheCableOverflowsByName() {
        link.cable.rate(480_000_000L).queueLimit(3);
        link.run(6, 0);
        assertEquals(List.of(1, 2, 3, 4), link.numbers());
        assertEquals(2, link.cable.forward().lost(LossCause.QUEUE_FULL));
        assertEquals(List.of(">1", ">2", ">3", ">4", ">5 dropped, queue of the cable full", ">6 dropped, queue of the cable full"),
                link.log);
        assertTrue(link.cable.isConserved());
        link.run(1, 10_000);
        assertEquals(5, link.numbers().size());
    }

    @Test
    void longerFramesThanTheMtuDieByName() {
        link.cable.mtu(46);
        link.send(1);
        link.nic.transmit(TestHost.frame(TestLink.B, TestLink.A, 2, 47));
        link.loop.runInstant();
        assertEquals(List.of(1), link.numbers());
        assertEquals(1, link.cable.forward().lost(LossCause.TOO_LONG));
    }

    @Test
    void pullingTheCableLosesWhatIsUnderWayAndTheCarrier() {
        link.cable.oneWayDelay(Span.ms(1)).rate(480_000_000L);
        link.send(1);
        link.send(2);
        link.cable.unplug();
        assertFalse(link.nic.hasCarrier());
        link.send(3);
        link.run(0, 0);
        assertEquals(List.of(), link.numbers());
        assertEquals(2, link.cable.forward().lost(LossCause.UNPLUGGED));
        assertEquals(List.of(">1", ">2", "x1 dropped, cable pulled", "x2 dropped, cable pulled"), link.log);
        link.cable.replug();
        link.send(4);
        link.run(0, 0);
        assertEquals(List.of(4), link.numbers());
        assertEquals(4, link.released);
        assertTrue(link.cable.isConserved());
    }

    @Test
    void nothingOfTheSendersMemoryCrossesTheWire() {
        SkBuff f = TestHost.frame(TestLink.B, TestLink.A, 1);
        f.mark = 5;
        f.route = "route";
        f.checksumVerified = true;
        link.nic.transmit(f);
        link.loop.runInstant();
        SkBuff got = link.far.frames.get(0);
        assertEquals(0, got.mark);
        assertEquals(null, got.route);
        assertFalse(got.checksumVerified);
        assertEquals(Truesize.ofReceived(got.length()), got.truesize);
    }

    @Test
    void aScriptedPeerSendsOctetsAndGetsFrames() {
        TestLink other = new TestLink();
        List<Integer> got = new ArrayList<>();
        PeerPort peer = new PeerPort(frame -> got.add(TestHost.number(frame, 14)));
        NicDevice nic = other.host.nic("c", TestLink.A, NicOptions.DEFAULT);
        new Cable(other.loop, Rng.ofSeed(1), "c-peer").oneWayDelay(Span.us(5)).connect(nic, "host.c", peer, "peer");
        nic.transmit(TestHost.frame(TestLink.B, TestLink.A, 11));
        peer.send(TestHost.frame(TestLink.A, TestLink.B, 12).toBytes());
        other.loop.runUntil(5_000);
        assertEquals(List.of(11), got);
        assertEquals(List.of("c:12"), other.host.received);
    }

    @Test
    void conservationHoldsAtEveryMomentUnderAllFaults() {
        link.cable.oneWayDelay(Span.us(50)).rate(1_000_000_000L).queueLimit(20).faults(FaultPlan.parse(
                "lose chance 10%; duplicate 2 after 3us chance 10%; hold 3 chance 10%; jitter 200us chance 30%; flip any chance 10%; mtu 40 every 17"));
        for (int i = 1; i <= 500; i++) {
            link.send(i);
            assertTrue(link.cable.isConserved());
            link.loop.runUntil(link.loop.now() + 300);
        }
        assertTrue(link.cable.underWay() > 0);
        link.run(0, 0);
        assertEquals(0, link.cable.underWay());
        assertTrue(link.cable.isConserved());
        assertEquals(500, link.released);
    }
}
