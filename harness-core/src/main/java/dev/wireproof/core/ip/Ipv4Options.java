package dev.wireproof.core.ip;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.RouteScope;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.Octets;
import java.util.Arrays;

/**
 * Reads the options of a received packet, behind routing, and writes our address and time where they are asked for (RFC 791 section
 * 3.1; Linux {@code ip_options_compile}; facts 3.2). A malformed option is answered by "parameter problem" with its place.
 */
final class Ipv4Options {
    private static final int END = 0;
    private static final int NOP = 1;
    private static final int RECORD_ROUTE = 7;
    private static final int TIMESTAMP = 68;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int STRICT_SOURCE_ROUTE = 137;
    private static final int ROUTER_ALERT = 148;
    private static final int TIME_ONLY = 0;
    private static final int ADDRESS_AND_TIME = 1;
    private static final int PRESPECIFIED = 3;
    private static final int GOOD = -1;
    private static final long MILLISECOND = 1_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final EventLoop loop;
    private final Counters counters;
    private final DropSink drops;
    private final Interfaces interfaces;
    private final Fib fib;
    private final IcmpErrors errors;
    private byte[] octets;
    private int own;
    private boolean sourceRouted;
    private boolean recorded;
    private boolean stamped;

    Ipv4Options(EventLoop loop, Counters counters, DropSink drops, Interfaces interfaces, Fib fib, IcmpErrors errors) {
        this.errors = errors;
        this.loop = loop;
        this.counters = counters;
        this.drops = drops;
        this.interfaces = interfaces;
        this.fib = fib;
    }

    /** Handles the options between {@code skb.data()} + 20 and the end of the header. False when the packet ended here. */
    boolean accept(SkBuff skb, Dst dst, NetDevice in, int header) {
        int start = skb.data();
        octets = skb.head();
        own = dst.type() == RouteType.LOCAL ? (int) skb.destinationLow : interfaces.selectSource(in, (int) skb.sourceLow, RouteScope.LINK);
        sourceRouted = false;
        recorded = false;
        stamped = false;
        int fault = read(start + Ipv4View.SIZE, start + header);
        if (fault != GOOD) {
            counters.increment(Counter.IP_IN_HDR_ERRORS);
            errors.send(skb, 12, 0, fault - start << 24);
        }
        // A source route is refused in silence; to follow one where it is allowed needs a second routing, which is not built.
        if (fault != GOOD || sourceRouted) {
            drops.drop(skb, DropReason.IP_OPTIONS);
            return false;
        }
        return true;
    }

    /** The place of the first fault, or {@link #GOOD}. */
    private int read(int from, int end) {
        int at = from;
        while (at < end) {
            int kind = octets[at] & 255;
            if (kind == END) {
                Arrays.fill(octets, at, end, (byte) END);
                return GOOD;
            }
            if (kind == NOP) {
                at++;
                continue;
            }
            int length = at + 1 < end ? octets[at + 1] & 255 : 0;
            if (length < 2 || at + length > end) {
                return at;
            }
            int fault = read(kind, at, length);
            if (fault != GOOD) {
                return fault;
            }
            at += length;
        }
        return GOOD;
    }

    private int read(int kind, int at, int length) {
        switch (kind) {
            case LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE -> {
                boolean second = sourceRouted;
                sourceRouted = true;
                return fault(at, length, 3, 4, second);
            }
            case RECORD_ROUTE -> {
                boolean second = recorded;
                recorded = true;
                int fault = fault(at, length, 3, 4, second);
                return fault != GOOD ? fault : recordRoute(at, length);
            }
            case TIMESTAMP -> {
                boolean second = stamped;
                stamped = true;
                int fault = fault(at, length, 4, 5, second);
                return fault != GOOD ? fault : timestamp(at, length);
            }
            case ROUTER_ALERT -> {
                return length < 4 ? at + 1 : GOOD;
            }
            default -> {
                return GOOD;
            }
        }
    }

    /** What options with a pointer have in common: least length, least pointer, at most one of a kind. */
    private int fault(int at, int length, int leastLength, int leastPointer, boolean second) {
        if (second) {
            return at;
        }
        if (length < leastLength) {
            return at + 1;
        }
        return pointer(at) < leastPointer ? at + 2 : GOOD;
    }

    private int pointer(int at) {
        return octets[at + 2] & 255;
    }

    private int recordRoute(int at, int length) {
        int pointer = pointer(at);
        if (pointer <= length) {
            if (pointer + 3 > length) {
                return at + 2;
            }
            Octets.put32(octets, at + pointer - 1, own);
            octets[at + 2] += 4;
        }
        return GOOD;
    }

    private int timestamp(int at, int length) {
        int pointer = pointer(at);
        int mode = octets[at + 3] & 15;
        if (pointer > length) {
            return mode == PRESPECIFIED ? GOOD : overflow(at);
        }
        boolean withAddress = mode == ADDRESS_AND_TIME || mode == PRESPECIFIED;
        if (pointer + (withAddress ? 7 : 3) > length) {
            return at + 2;
        }
        int slot = at + pointer - 1;
        if (mode == TIME_ONLY) {
            stamp(slot);
            octets[at + 2] += 4;
        } else if (mode == ADDRESS_AND_TIME) {
            Octets.put32(octets, slot, own);
            stamp(slot + 4);
            octets[at + 2] += 8;
        } else if (mode == PRESPECIFIED && fib.typeOf(Octets.i32(octets, slot), null) != RouteType.UNICAST) {
            stamp(slot + 4);
            octets[at + 2] += 8;
        }
        return GOOD;
    }

    private int overflow(int at) {
        if ((octets[at + 3] & 0xF0) == 0xF0) {
            return at + 3;
        }
        octets[at + 3] += 0x10;
        return GOOD;
    }

    /** Milliseconds since midnight; virtual time 0 is a midnight. */
    private void stamp(int at) {
        Octets.put32(octets, at, (int) (loop.now() / MILLISECOND % DAY_MILLIS));
    }
}
