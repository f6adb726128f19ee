package dev.wireproof.rig.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.TestHost;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.fault.FaultPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsOnCableTest {
    private static final String EVERYTHING = "lose chance 5%; lose burst 1% 3; lose gilbert 2% 30% 80% 0%; duplicate 2 after 3us chance 5%;"
            + " hold 2 chance 5%; jitter 20us chance 20%; flip any chance 5%; truncate 30 every 41; checksum every 50; set 20=7 every 60";

    private static TestLink run(String plan, int count) {
        return new TestLink().faults(plan).run(count, 1_000);
    }

    @Test
    void listedFramesAreLost() {
        TestLink link = run("lose on 2,4", 5);
        assertEquals(List.of(1, 3, 5), link.numbers());
        assertEquals(List.of(">1", ">2 dropped by 'lose on 2,4'", ">3", ">4 dropped by 'lose on 2,4'", ">5"), link.log);
        assertEquals(2, link.cable.forward().lost(LossCause.FAULT));
        assertEquals(5, link.released);
    }

    @Test
    void everyNthOnceAndTimesBoundARule() {
        assertEquals(List.of(1, 2, 4, 5), run("lose every 3 once", 5).numbers());
        assertEquals(List.of(1, 2, 4, 5, 7, 8, 9), run("lose every 3 times 2", 9).numbers());
    }

    @Test
    void aRuleLivesInItsWindow() {
        assertEquals(List.of(1, 2, 5, 6), run("lose from 2us until 4us", 6).numbers());
    }

    @Test
    void aRuleForTheOtherWayDoesNothingHere() {
        TestLink link = run("lose b>a", 3);
        assertEquals(List.of(1, 2, 3), link.numbers());
        assertEquals(1, link.cable.unusedFaults().size());
        link.farNic.transmit(TestHost.frame(TestLink.A, TestLink.B, 9));
        link.run(0, 0);
        assertEquals(List.of(), link.host.received);
        assertEquals(List.of(), link.cable.unusedFaults());
    }

    @Test
    void rulesThatStayGoOnCountingWhenOthersJoinThem() {
        TestLink link = run("lose once", 3).faults("lose once; lose on 2,5").run(4, 1_000);
        // Frame 1 of the first run was lost once and for all; number 5 on this way is the second of the second run.
        assertEquals(List.of(2, 3, 1, 3, 4), link.numbers());
    }

    @Test
    void withConditionsNumbersCountTheFramesThatMeetThem() {
        TestLink link = new TestLink().faults("lose match len<60 on 2");
        for (int i = 1; i <= 6; i++) {
            link.nic.transmit(TestHost.frame(TestLink.B, TestLink.A, i, i % 2 == 0 ? 40 : 46));
        }
        link.run(0, 0);
        assertEquals(List.of(1, 2, 3, 5, 6), link.numbers());
    }

    @Test
    void duplicatesArriveBehindTheFrame() {
        TestLink link = run("duplicate 2 after 400ns on 1", 2);
        assertEquals(List.of(1, 1, 1, 2), link.numbers());
        assertEquals(List.of(0L, 400L, 800L, 1_000L), link.far.times);
        assertEquals(2, link.cable.forward().added());
        assertEquals(List.of(">1 duplicated 2 times", "<1 copy; duplicated 2 times", "<1 copy; duplicated 2 times", ">2"), link.log);
    }

    @Test
    void aHeldFrameIsOvertakenByAsManyAsThePlanSays() {
        TestLink link = run("hold 2 on 2", 6);
        assertEquals(List.of(1, 3, 4, 2, 5, 6), link.numbers());
        assertEquals(link.far.times.get(2), link.far.times.get(3));
        assertTrue(link.log.contains(">2 reordered behind 2 frames"));
    }

    @Test
    void aHeldFrameDoesNotWaitForEver() {
        TestLink link = run("hold 5 atmost 10us on 2", 3);
        assertEquals(List.of(1, 3, 2), link.numbers());
        assertEquals(11_000L, link.far.times.get(2));
    }

    @Test
    void aDelayedFrameIsOvertaken() {
        TestLink link = run("delay 1.5us on 1", 3);
        assertEquals(List.of(2, 1, 3), link.numbers());
        assertEquals(1_500L, link.far.times.get(1));
    }

    @Test
    void jitterIsUniformBetweenZeroAndItsBound() {
        TestLink link = new TestLink().faults("jitter 100us");
        link.cable.oneWayDelay(Span.ms(1));
        link.run(2_000, 1_000_000);
        int[] tenths = new int[10];
        for (int i = 0; i < 2_000; i++) {
            long extra = link.far.times.get(i) - i * 1_000_000L - 1_000_000L;
            assertTrue(extra >= 0 && extra <= 100_000);
            tenths[(int) Math.min(9, extra / 10_000)]++;
        }
        for (int t : tenths) {
            assertTrue(t > 140 && t < 260, () -> "tenth with " + t + " of 2000");
        }
    }

    @Test
    void corruptionChangesACopyAndNeverTheSendersOctets() {
        TestLink link = new TestLink().faults("flip 115 on 1; set 20=7 on 2; truncate 20 on 3");
        byte[][] sent = new byte[3][];
        SkBuff[] frames = new SkBuff[3];
        for (int i = 0; i < 3; i++) {
            frames[i] = TestHost.frame(TestLink.B, TestLink.A, i);
            sent[i] = frames[i].toBytes();
            link.nic.transmit(frames[i]);
        }
        link.run(0, 0);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(sent[i], frames[i].toBytes());
        }
        byte[] first = link.far.frames.get(0).toBytes();
        assertEquals(0x10, first[0]);
        assertEquals(7, link.far.frames.get(1).toBytes()[6]);
        assertEquals(6, link.far.frames.get(2).length());
        assertTrue(link.log.contains("<3 copy; corrupted truncate 20"));
    }

    @Test
    void aBernoulliLossHitsItsShare() {
        int lost = 20_000 - run("lose chance 2%", 20_000).numbers().size();
        assertTrue(lost > 320 && lost < 480, () -> "lost " + lost + " of 20000");
    }

    @Test
    void burstsHaveTheirLength() {
        List<Integer> got = run("lose burst 1% 4", 5_000).numbers();
        int gaps = 0;
        for (int i = 1; i < got.size(); i++) {
            int missing = got.get(i) - got.get(i - 1) - 1;
            assertEquals(0, missing % 4);
            gaps += missing > 0 ? 1 : 0;
        }
        assertTrue(gaps > 25 && gaps < 80, () -> "bursts");
    }

    @Test
    void gilbertElliottLosesInRuns() {
        List<Integer> got = run("lose gilbert 1% 20% 100% 0%", 20_000).numbers();
        int lost = 20_000 - got.size();
        int runs = 0;
        for (int i = 1; i < got.size(); i++) {
            runs += got.get(i) - got.get(i - 1) > 1 ? 1 : 0;
        }
        // Stationary share of bad = 1/(1+20) = 4.8 %; mean run = 1/0.2 = 5 frames.
        assertTrue(lost > 700 && lost < 1_250);
        assertTrue(lost > 4 * runs && lost < 6 * runs);
    }

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
        List<String> first = new TestLink(5).faults(EVERYTHING).run(1_000, 1_000).log;
        assertEquals(first, new TestLink(5).faults(EVERYTHING).run(1_000, 1_000).log);
        assertNotEquals(first, new TestLink(6).faults(EVERYTHING).run(1_000, 1_000).log);
    }

    @Test
    void takingARuleOutDoesNotShiftTheChanceOfOthers() {
        List<Integer> both = run("lose a>b chance 10%; jitter 1ns chance 50%", 500).numbers();
        assertEquals(both, run("lose a>b chance 10%", 500).numbers());
    }

    @Test
    void theRecordReplaysWithoutTheSeed() {
        TestLink first = new TestLink(5).faults(EVERYTHING).run(1_000, 1_000);
        FaultPlan recorded = FaultPlan.parse(first.cable.recorded().toString());
        assertEquals(recorded, first.cable.recorded());
        TestLink again = new TestLink(99).faults(recorded.toString()).run(1_000, 1_000);
        assertEquals(first.far.received, again.far.received);
        assertEquals(first.far.times, again.far.times);
        for (int i = 0; i < first.far.frames.size(); i++) {
            assertArrayEquals(first.far.frames.get(i).toBytes(), again.far.frames.get(i).toBytes());
        }
    }
}
