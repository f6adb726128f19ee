package dev.wireproof.core.skb;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.wire.Octets;

/**
 * The checksum that a transport leaves to the device (Linux {@code CHECKSUM_PARTIAL}): the field holds the folded sum of the pseudo-header
 * so far. It is filled in by whoever shows or changes the octets, or sends them through a device that does not; where nobody does,
 * nothing can have changed them either, and the receiver need not sum them.
 */
public final class UnfilledChecksum {
    /** In place of the start: it was filled in, and no copy was made since to change octets. */
    private static final int FILLED = -2;

    private UnfilledChecksum() {}

    /**
     * Leaves a checksum unfilled.
     *
     * @param start position in {@link SkBuff#head} of the first octet it covers; it covers all behind
     * @param field position of the field
     * @param pseudoSum partial sum of the pseudo-header
     */
    public static void leave(SkBuff skb, int start, int field, long pseudoSum) {
        skb.checksumStart = start;
        skb.checksumField = field;
        Octets.put16(skb.head(), field, InternetChecksum.fold(pseudoSum));
    }

    public static boolean isIn(SkBuff skb) {
        return skb.checksumStart >= 0;
    }

    /** True when a device of this run filled it in and nobody took a copy to change octets since: what hardware would find by summing. */
    public static boolean wasFilled(SkBuff skb) {
        return skb.checksumStart == FILLED;
    }

    /** The folded sum in the field. */
    public static int pseudoSum(SkBuff skb) {
        return Octets.u16(skb.head(), skb.checksumField);
    }

    /** Fills it in; nothing happens when it is filled, or when its header has been read and pulled. */
    public static void fill(SkBuff skb) {
        int start = skb.checksumStart;
        if (start >= skb.data()) {
            int from = start - skb.data();
            int sum = InternetChecksum.finish(skb.checksum(0, from, skb.length() - from));
            Octets.put16(skb.head(), skb.checksumField, sum);
            skb.checksumStart = FILLED;
        }
    }
}
