package dev.wireproof.core.ip;

import dev.wireproof.core.sim.EventLoop;
import java.util.LinkedHashMap;

/** One token bucket a peer, full at first; bounded, the peer that was new first goes first (Linux {@code inet_peer_xrlim_allow}). */
final class TokenBuckets {
    private static final int MOST = 65_536;

    private static final class Bucket {
        private long tokensNanos;
        private long lastNanos;
    }

    private final EventLoop loop;
    private final LinkedHashMap<Integer, Bucket> byPeer = new LinkedHashMap<>();

    TokenBuckets(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Takes one message's worth when it is there.
     *
     * @param costNanos time that earns one message
     * @param burst messages that may be saved up
     */
    boolean take(int peer, long costNanos, int burst) {
        Bucket b = byPeer.get(peer);
        if (b == null) {
            b = add(peer, costNanos * burst);
        }
        long now = loop.now();
        b.tokensNanos = Math.min(b.tokensNanos + now - b.lastNanos, costNanos * burst);
        b.lastNanos = now;
        if (b.tokensNanos < costNanos) {
            return false;
        }
        b.tokensNanos -= costNanos;
        return true;
    }

    private Bucket add(int peer, long fullNanos) {
        if (byPeer.size() == MOST) {
            byPeer.remove(byPeer.keySet().iterator().next());
        }
        Bucket b = new Bucket();
        b.tokensNanos = fullNanos;
        b.lastNanos = loop.now();
        byPeer.put(peer, b);
        return b;
    }
}
