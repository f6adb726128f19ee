package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.List;

/** What happens to a frame. Offsets count octets from the start of its Ethernet header. */
public sealed interface FaultAction {
    /** The frame never arrives. */
    record Lose() implements FaultAction {
        @Override
        public String toString() {
            return "lose";
        }
    }

    /** Frames whose network part is longer than {@code octets} never arrive; others are not touched. */
    record LimitSize(int octets) implements FaultAction {
        @Override
        public String toString() {
            return "mtu " + octets;
        }
    }

    /** {@code copies} more arrive, each {@code afterNanos} behind the one before. */
    record Duplicate(int copies, long afterNanos) implements FaultAction {
        @Override
        public String toString() {
            return "duplicate " + copies + (afterNanos == 0 ? "" : " after " + SpanText.of(afterNanos));
        }
    }

    /** The frame waits until {@code frames} later ones have gone by, but no longer than {@code atMostNanos}. */
    record Hold(int frames, long atMostNanos) implements FaultAction {
        /** How long a held frame waits for others unless the plan says otherwise. */
        public static final long AT_MOST_NANOS = 1_000_000_000L;

        @Override
        public String toString() {
            return "hold " + frames + (atMostNanos == AT_MOST_NANOS ? "" : " atmost " + SpanText.of(atMostNanos));
        }
    }

    /** The frame arrives {@code nanos} later; others may overtake it. */
    record Delay(long nanos) implements FaultAction {
        @Override
        public String toString() {
            return "delay " + SpanText.of(nanos);
        }
    }

    /** As {@link Delay}, with a delay drawn uniformly from 0 to {@code mostNanos}, both included. */
    record Jitter(long mostNanos) implements FaultAction {
        @Override
        public String toString() {
            return "jitter " + SpanText.of(mostNanos);
        }
    }

    /** Bit {@code bit} of the frame is inverted (0 is the highest of the first octet); beyond the end it does nothing. */
    record Flip(int bit) implements FaultAction {
        @Override
        public String toString() {
            return "flip " + bit;
        }
    }

    /** One bit behind the Ethernet header, drawn anew for each frame, is inverted. */
    record FlipAny() implements FaultAction {
        @Override
        public String toString() {
            return "flip any";
        }
    }

    /** The octet at {@code offset} is overwritten. */
    record Overwrite(int offset, int octet) implements FaultAction {
        @Override
        public String toString() {
            return "set " + offset + "=" + octet;
        }
    }

    /** Only the first {@code octets} of the frame arrive. */
    record Truncate(int octets) implements FaultAction {
        @Override
        public String toString() {
            return "truncate " + octets;
        }
    }

    /** The transport checksum (TCP, UDP, ICMP) is made wrong; where there is none, that of the IPv4 header. */
    record BreakChecksum() implements FaultAction {
        @Override
        public String toString() {
            return "checksum";
        }
    }

    /** TCP options of this kind become padding, as some middleboxes do; the checksum is mended (RFC 1624). */
    record StripOption(int kind) implements FaultAction {
        @Override
        public String toString() {
            return "strip " + kind;
        }
    }

    /** An ECN-capable packet is marked as having met congestion, as a router does (RFC 3168 section 5); others are not touched. */
    record MarkCe() implements FaultAction {
        @Override
        public String toString() {
            return "mark";
        }
    }

    /** Milder versions of this action, for shrinking. */
    default List<FaultAction> smaller() {
        List<FaultAction> less = new ArrayList<>();
        if (this instanceof Duplicate d) {
            if (d.copies > 1) {
                less.add(new Duplicate(1, d.afterNanos));
            }
            if (d.afterNanos > 0) {
                less.add(new Duplicate(d.copies, 0));
            }
        } else if (this instanceof Hold h && h.frames > 1) {
            less.add(new Hold(1, h.atMostNanos));
            less.add(new Hold(h.frames / 2, h.atMostNanos));
        } else if (this instanceof Delay d && d.nanos > 1) {
            less.add(new Delay(d.nanos / 2));
        } else if (this instanceof Jitter j && j.mostNanos > 1) {
            less.add(new Jitter(j.mostNanos / 2));
        }
        return less;
    }
}
