package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.SipHash;
import dev.wireproof.core.sim.Rng;

/**
 * Choice of a client's port by double hashing (RFC 6056 section 3.3.4, Linux {@code __inet_hash_connect}, facts 8.8): a keyed
 * hash of the destination picks an entry of a perturbation table and an offset; ports of the parity of the range's start are
 * tried first, so that the others stay free for bind(0). A range that the socket chose is searched from end to end.
 */
final class ConnectPorts {
    private static final int TABLE_BITS = 16;
    private static final int PAGE = 256;
    private static final long REKEY_NANOS = 10_000_000_000L;

    private final PortSettings settings;
    private final SipHash hash;
    private final Rng rng;
    private final int[][] perturb = new int[(1 << TABLE_BITS) / PAGE][];
    private int tried;

    ConnectPorts(PortSettings settings, SipHash hash, Rng rng) {
        this.settings = settings;
        this.hash = hash;
        this.rng = rng;
    }

    /** Ports looked at by the last choice. */
    int tried() {
        return tried;
    }

    /** The port, or 0 when none is free. */
    int choose(PortSpace space, PortRange range, Address from, Address to, int toPort, long nowNanos, PortSpace.TupleCheck check) {
        int low = range.low();
        int ports = range.high() + 1 - low;
        int span = range.own() ? ports : evenSpan(ports);
        int step = range.own() ? 1 : 2;
        long key = hash.hash(from.high() ^ to.high(), from.low(), to.low(), toPort, nowNanos / REKEY_NANOS);
        int index = (int) key & (1 << TABLE_BITS) - 1;
        int offset = (int) (((entry(index) + (key >>> 32)) & 0xFFFF_FFFFL) % span) & -step;
        tried = 0;
        for (int parity = 0; parity < (span > 1 ? step : 1); parity++) {
            for (int i = 0; i < span; i += step) {
                int port = low + (offset + parity + i) % span;
                if (settings.isReserved(port)) {
                    continue;
                }
                tried++;
                if (!space.isBound(port) && check.isFree(port)) {
                    perturb[index / PAGE][index % PAGE] += Math.max(i, rng.below(8) * 2) + 2;
                    return port;
                }
            }
        }
        return 0;
    }

    static int evenSpan(int ports) {
        return ports > 1 ? ports & ~1 : ports;
    }

    /** Table entries start at random values; a page is filled when it is first used. */
    private long entry(int index) {
        int[] page = perturb[index / PAGE];
        if (page == null) {
            page = new int[PAGE];
            Rng start = rng.stream("page " + index / PAGE);
            for (int i = 0; i < PAGE; i++) {
                page[i] = start.nextInt();
            }
            perturb[index / PAGE] = page;
        }
        return page[index % PAGE] & 0xFFFF_FFFFL;
    }
}
