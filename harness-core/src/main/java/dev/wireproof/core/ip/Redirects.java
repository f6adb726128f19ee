package dev.wireproof.core.ip;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import java.util.LinkedHashMap;

/**
 * Tells a sender on the same link of the next hop that it could use itself (RFC 1812 section 5.2.7.2; Linux {@code
 * ip_rt_send_redirect}; facts 3.4). A sender that does not listen is told ever more rarely, and at last no more.
 */
final class Redirects {
    private static final int REDIRECT = 5;
    private static final int HOST = 1;
    private static final int MOST = 9;
    private static final long GAP_NANOS = 20_000_000L;
    private static final long SILENCE_NANOS = 20_480_000_000L;
    private static final int MOST_SENDERS = 65_536;

    private static final class Sender {
        private int told;
        private long lastNanos;
    }

    private final EventLoop loop;
    private final Interfaces interfaces;
    private final OutputRouter router;
    private final LinkedHashMap<Integer, Sender> senders = new LinkedHashMap<>();
    private final IcmpErrors errors;

    Redirects(EventLoop loop, Interfaces interfaces, OutputRouter router, IcmpErrors errors) {
        this.errors = errors;
        this.loop = loop;
        this.interfaces = interfaces;
        this.router = router;
    }

    /** For each packet that is forwarded; {@code skb} stays the caller's. */
    void forwarded(SkBuff skb, int source, Dst dst, NetDevice in) {
        if (dst.device() == in && interfaces.of(in).settings().sendsRedirects() && isNeighbour(source, in) && isDue(source)) {
            errors.send(skb, REDIRECT, HOST, dst.nextHop());
        }
    }

    private boolean isNeighbour(int source, NetDevice in) {
        Dst back = router.route(0, source, 0);
        return !back.isRefused() && back.device() == in && back.nextHop() == source;
    }

    private boolean isDue(int source) {
        long now = loop.now();
        Sender s = senders.get(source);
        if (s == null) {
            s = add(source);
        } else if (now > s.lastNanos + SILENCE_NANOS) {
            s.told = 0;
        }
        if (s.told >= MOST) {
            s.lastNanos = now;
            return false;
        }
        if (s.told != 0 && now <= s.lastNanos + (GAP_NANOS << s.told)) {
            return false;
        }
        s.told++;
        s.lastNanos = now;
        return true;
    }

    private Sender add(int source) {
        if (senders.size() == MOST_SENDERS) {
            senders.remove(senders.keySet().iterator().next());
        }
        Sender s = new Sender();
        senders.put(source, s);
        return s;
    }
}
