package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.tcp.tcb.OutstandingSegments;
import dev.wireproof.core.tcp.tcb.RetransmissionQueue;
import dev.wireproof.core.tcp.tcb.SentSegment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Marks against brute force: a segment is SACKed when a block that may be true has ever covered it whole. */
class SackTaggerPropertiesTest {
    private static final int SEGMENTS = 12;

    private static final SackTagger.Listener NOBODY = new SackTagger.Listener() {
        @Override
        public void sacked(Sent s, AckFacts ack) {}

        @Override
        public void duplicated(Sent s, AckFacts ack) {}

        @Override
        public boolean wants(int left, int right, int una, int largestWindow) {
            return false;
        }

        @Override
        public boolean mayUndo() {
            return false;
        }
    };

    /** Edges of a block, in octets from SND.UNA. */
    record Block(int left, int right) {}

    @Provide
    Arbitrary<List<List<Block>>> acknowledgements() {
        Arbitrary<Integer> edge = Arbitraries.integers().between(-2, 2 * SEGMENTS + 2).map(half -> half * 500);
        Arbitrary<Block> block = edge.tuple2().map(e -> new Block(e.get1(), e.get2()));
        return block.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 500)
    void exactlyWhatBlocksCoverWholeIsMarked(@ForAll("acknowledgements") List<List<Block>> acks, @ForAll boolean wraps) {
        int una = wraps ? -4000 : 1;
        RetransmissionQueue queue = OutstandingSegments.of(SEGMENTS, una);
        SackTagger tagger = new SackTagger();
        boolean[] expected = new boolean[SEGMENTS];
        Tally tally = new Tally();
        for (List<Block> blocks : acks) {
            AckFacts facts = new AckFacts();
            facts.clear(una, una, 0);
            facts.largestWindow = 65_535;
            for (Block block : blocks) {
                facts.left[facts.blocks] = una + block.left();
                facts.right[facts.blocks++] = una + block.right();
                cover(expected, block);
            }
            tagger.tag(facts, queue, NOBODY, tally);
        }
        int sacked = 0;
        int highest = una;
        SentSegment s = queue.first();
        for (int i = 0; i < SEGMENTS; i++, s = s.next()) {
            assertEquals(expected[i], s.isSacked(), "segment " + (i + 1));
            sacked += expected[i] ? 1 : 0;
            highest = expected[i] ? s.endSeq() : highest;
        }
        assertEquals(sacked, queue.sacked());
        assertEquals(highest, tagger.highest(queue));
    }

    private static void cover(boolean[] expected, Block block) {
        boolean possible = block.left() > 0 && block.left() < block.right() && block.right() <= SEGMENTS * 1000;
        for (int i = 0; possible && i < SEGMENTS; i++) {
            expected[i] |= block.left() <= i * 1000 && block.right() >= (i + 1) * 1000;
        }
    }
}
