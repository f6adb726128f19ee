package dev.wireproof.core.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.IpHost;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.LinkDevice;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.rig.oracle.NudOracle;
import dev.wireproof.rig.oracle.NudOracle.Arrival;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random walks of one neighbour: packets, ARP of all kinds, confirmations and silence, held against the table of the oracle. */
class NudWalkTest {
    private static final long MS = 1_000_000L;
    private static final long ME = 0x0200_0000_0001L;
    private static final long PEER = 0x0200_0000_0100L;
    private static final Address PEER_IP = Address.parse("10.0.0.2");
    private static final int WALKS = 400;
    private static final int STEPS = 40;

    private EventLoop loop;
    private IpHost host;
    private LinkDevice eth0;
    private IpPath path;
    private NudOracle oracle;
    private final List<String> lost = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    private void start(int walk) {
        loop = new EventLoop();
        host = new IpHost(loop, "walk-" + walk);
        eth0 = host.link("eth0", ME, "10.0.0.1/24");
        path = host.stack.network().open(Address.ANY, PEER_IP, 200, 0).path();
        oracle = new NudOracle(NudOracle.Settings.defaults(host.stack.neighbours().parameters(eth0).reachableNanos() / MS));
        host.accounts.listener((skb, reason) -> {
            if (reason == DropReason.NEIGHBOUR_FAILED) {
                lost.add(loop.now() / MS + " UNREACHABLE 0");
            }
        });
        lost.clear();
        steps.clear();
    }

    @Test
    void everyStepOfARandomWalkIsTheOracles() {
        Rng rng = Rng.ofSeed(4861);
        for (int walk = 0; walk < WALKS; walk++) {
            start(walk);
            for (int step = 0; step < STEPS; step++) {
                long now = loop.now() / MS + pause(rng);
                if (now > 290_000) {
                    break;
                }
                take(rng, now);
            }
        }
    }

    private static long pause(Rng rng) {
        return switch (rng.below(6)) {
            case 0 -> 0;
            case 1 -> rng.below(50);
            case 2 -> 900 + rng.below(200);
            case 3 -> 4500 + rng.below(1000);
            case 4 -> rng.below(3000);
            default -> rng.below(40_000);
        };
    }

    private void take(Rng rng, long now) {
        loop.runUntil(now * MS);
        int kind = rng.below(9);
        int mac = 1 + rng.below(2);
        steps.add(now + ":" + kind + "/" + mac);
        List<NudOracle.Action> expected;
        switch (kind) {
            case 0, 1, 2 -> {
                expected = oracle.send(now);
                send();
            }
            case 3 -> {
                expected = oracle.confirmed(now);
                host.stack.network().confirm(path);
            }
            case 4 -> expected = oracle.silence(now);
            default -> {
                Arrival a = Arrival.values()[rng.below(Arrival.values().length)];
                steps.add(a.name());
                expected = oracle.arrives(now, a, mac);
                arrive(a, PEER + mac);
            }
        }
        assertEquals(text(expected), actual(), steps::toString);
        Neighbour n = host.stack.neighbours().find(0, PEER_IP.low(), eth0);
        assertEquals(oracle.state().name(), n == null ? "NONE" : n.state().name(), steps::toString);
    }

    private void send() {
        SkBuff skb = SkBuff.allocate(4);
        skb.put(4);
        host.stack.network().transmit(skb, path);
    }

    private void arrive(Arrival a, long mac) {
        switch (a) {
            case REQUEST_FOR_US -> arp(-1L >>> 16, ArpView.REQUEST, mac, 0, "10.0.0.1");
            case UNICAST_REPLY -> arp(ME, ArpView.REPLY, mac, ME, "10.0.0.1");
            case BROADCAST_REPLY -> arp(-1L >>> 16, ArpView.REPLY, mac, ME, "10.0.0.1");
            case GRATUITOUS -> arp(-1L >>> 16, ArpView.REQUEST, mac, 0, "10.0.0.2");
            case REQUEST_FOR_ANOTHER -> arp(-1L >>> 16, ArpView.REQUEST, mac, 0, "10.0.0.77");
        }
    }

    private void arp(long to, int operation, long mac, long targetMac, String target) {
        byte[] f = new byte[42];
        new EthernetView().at(f, 0).destination(to).source(mac).type(EtherType.ARP);
        new ArpView().at(f, 14).ethernetIpv4(operation).sender(mac, PEER_IP.v4()).target(targetMac, Address.parse(target).v4());
        eth0.receive(f);
    }

    private static List<String> text(List<NudOracle.Action> actions) {
        return actions.stream().map(a -> a.atMillis() + " " + a.kind() + " " + a.mac()).sorted().toList();
    }

    /** What the host did: frames by time, and packets given up. */
    private List<String> actual() {
        List<String> all = new ArrayList<>();
        for (LinkDevice.Sent s : eth0.take()) {
            boolean reply = s.type() == EtherType.ARP && new ArpView().at(s.packet(), 0).operation() == ArpView.REPLY;
            if (!reply) {
                boolean all255 = s.to() == -1L >>> 16;
                String kind = s.type() != EtherType.ARP ? "PACKET" : all255 ? "BROADCAST_REQUEST" : "UNICAST_REQUEST";
                all.add(s.atNanos() / MS + " " + kind + " " + (all255 ? 0 : s.to() - PEER));
            }
        }
        all.addAll(lost);
        lost.clear();
        return all.stream().sorted().toList();
    }
}
