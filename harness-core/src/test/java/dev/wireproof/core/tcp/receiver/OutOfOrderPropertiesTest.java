package dev.wireproof.core.tcp.receiver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpOptions;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The out-of-order queue and the SACK blocks against a map of octets; numbers wrap in every case. */
class OutOfOrderPropertiesTest {
    private static final int BASE = 0xFFFF_FFE0;
    private static final int SPAN = 96;

    /** Octets {@code from} to {@code to}, counted from the base. */
    record Range(int from, int to) {}

    @Provide
    Arbitrary<List<Range>> arrivals() {
        return Combinators.combine(Arbitraries.integers().between(1, SPAN - 2), Arbitraries.integers().between(1, 20))
                .as((from, length) -> new Range(from, Math.min(from + length, SPAN))).list().ofMaxSize(40);
    }

    @Property(tries = 500)
    void everyOctetComesOutOnceAndInOrder(@ForAll("arrivals") List<Range> arrivals) {
        Memory memory = new Memory();
        HostAccounts drops = new HostAccounts();
        OutOfOrderQueue queue = new OutOfOrderQueue(memory, drops);
        boolean[] have = new boolean[SPAN];
        for (Range r : arrivals) {
            SkBuff skb = segment(r);
            boolean known = all(have, r);
            OutOfOrderQueue.Outcome outcome = queue.add(skb);
            if (outcome == OutOfOrderQueue.Outcome.DUPLICATE) {
                assertEquals(true, known, r + " is not all there");
            }
            mark(have, r);
        }
        // Octet 0 fills the hole; what follows without a gap comes out.
        ReceiveQueue received = new ReceiveQueue(memory);
        received.start(BASE);
        received.append(segment(new Range(0, 1)));
        have[0] = true;
        for (SkBuff next = queue.takeUpTo(BASE + received.unread()); next != null; next = queue.takeUpTo(BASE + received.unread())) {
            if (next.endSeq - BASE > received.unread()) {
                received.append(next);
            }
        }
        int run = 0;
        while (run < SPAN && have[run]) {
            run++;
        }
        byte[] expected = new byte[run];
        for (int i = 0; i < run; i++) {
            expected[i] = (byte) i;
        }
        byte[] got = new byte[run];
        assertEquals(run, received.unread());
        received.read(got, 0, run);
        assertArrayEquals(expected, got);
        queue.flush();
        assertEquals(0, memory.used, "charges that were not given back");
    }

    @Property(tries = 500)
    void blocksNameTheNewestArrivalFirstAndNeverOverlap(@ForAll("arrivals") List<Range> arrivals) {
        SackBlocks blocks = new SackBlocks();
        boolean[] have = new boolean[SPAN + 1];
        for (Range r : arrivals) {
            blocks.add(BASE + r.from(), BASE + r.to());
            mark(have, r);
            List<Range> reported = written(blocks);
            Range first = reported.get(0);
            assertEquals(true, first.from() <= r.from() && first.to() >= r.to(), "newest arrival first");
            boolean[] seen = new boolean[SPAN + 1];
            for (Range b : reported) {
                assertEquals(true, all(have, b), b + " names octets that did not arrive");
                for (int i = b.from(); i < b.to(); i++) {
                    assertEquals(false, seen[i], "octet named twice");
                    seen[i] = true;
                }
            }
        }
    }

    private static List<Range> written(SackBlocks blocks) {
        byte[] octets = new byte[40];
        int count = Math.min(blocks.size(), 4);
        blocks.write(new TcpOptionWriter().at(octets, 0), count);
        TcpOptions read = new TcpOptions().parse(octets, 0, 2 + 8 * count);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < read.sackBlocks(); i++) {
            ranges.add(new Range(read.sackLeft(i) - BASE, read.sackRight(i) - BASE));
        }
        return ranges;
    }

    private static SkBuff segment(Range r) {
        byte[] octets = new byte[r.to() - r.from()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (r.from() + i);
        }
        SkBuff skb = SkBuff.received(octets, 0, octets.length);
        skb.seq = BASE + r.from();
        skb.endSeq = BASE + r.to();
        return skb;
    }

    private static boolean all(boolean[] have, Range r) {
        for (int i = r.from(); i < r.to(); i++) {
            if (!have[i]) {
                return false;
            }
        }
        return true;
    }

    private static void mark(boolean[] have, Range r) {
        for (int i = r.from(); i < r.to(); i++) {
            have[i] = true;
        }
    }

    /** A buffer without bounds. */
    static final class Memory implements ReceiveMemory {
        int used;

        @Override
        public int allocated() {
            return used;
        }

        @Override
        public int limit() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void limit(int octets) {
            throw new AssertionError("nothing tunes it");
        }

        @Override
        public boolean isLocked() {
            return true;
        }

        @Override
        public void charge(SkBuff skb) {
            used += skb.truesize;
            skb.charge(this, released -> used -= released.truesize);
        }

        @Override
        public int lowWater() {
            return 1;
        }
    }
}
