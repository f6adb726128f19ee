package dev.wireproof.core.arp;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.neigh.NeighbourParameters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Timer;

/** Replies on behalf of others, sent after a random delay so that the owner's own reply comes first (Linux {@code pneigh_enqueue}). */
final class ProxyReplies {
    private final EventLoop loop;
    private final Rng rng;
    private final ArpSender sender;
    private int waiting;

    ProxyReplies(EventLoop loop, Rng rng, ArpSender sender) {
        this.loop = loop;
        this.rng = rng;
        this.sender = sender;
    }

    /** Sends now when there is no delay to draw; beyond proxy_qlen waiting replies nothing is sent. */
    void enqueue(NetDevice device, NeighbourParameters parameters, int source, long to, int target) {
        if (parameters.proxyDelayNanos() == 0) {
            sender.reply(device, source, to, target);
        } else if (waiting < parameters.proxyQueue()) {
            waiting++;
            Timer.working(loop, () -> send(device, source, to, target)).armIn(rng.below(parameters.proxyDelayNanos()));
        }
    }

    private void send(NetDevice device, int source, long to, int target) {
        waiting--;
        if (device.isUp()) {
            sender.reply(device, source, to, target);
        }
    }
}
