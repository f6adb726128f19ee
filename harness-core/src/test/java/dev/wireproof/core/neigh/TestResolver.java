package dev.wireproof.core.neigh;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * A neighbour table with a resolution protocol that is not ARP: addresses of 128 bits, its own EtherType, and a diary of what the
 * table asks of it, such as {@code 1000 ask all}. Times in the diary are milliseconds.
 */
final class TestResolver implements NeighbourProtocol {
    static final int TYPE = 0x86DD;
    static final long HIGH = 0x2001_0DB8_0000_0000L;
    static final long MAC = 0x0200_0000_00AAL;
    static final long OTHER_MAC = 0x0200_0000_00BBL;
    static final long MS = 1_000_000L;

    final EventLoop loop = new EventLoop();
    final Sysctls sysctls = new Sysctls(Profile.MODERN);
    final HostAccounts accounts = new HostAccounts();
    final List<String> diary = new ArrayList<>();
    final NeighbourTable table;
    final NetDevice device;

    TestResolver() {
        table = new NeighbourTable(loop, Rng.ofSeed(7), sysctls, accounts, "net.test.neigh.");
        table.attach(this);
        device = new Device(new Softnets(new Cpus(loop, 1), sysctls, accounts));
    }

    private void note(String text) {
        diary.add(loop.now() / MS + " " + text);
    }

    Neighbour neighbour(long low) {
        return table.resolve(HIGH, low, device);
    }

    /** A packet with a number in its first octets. */
    static SkBuff packet(int number) {
        SkBuff skb = SkBuff.allocate(40);
        Octets.put32(skb.head(), skb.put(40), number);
        return skb;
    }

    void send(Neighbour n, int number) {
        n.output(packet(number));
    }

    void runTo(long millis) {
        loop.runUntil(millis * MS);
    }

    /** Takes the diary as one text. */
    String told() {
        String all = String.join("; ", diary);
        diary.clear();
        return all;
    }

    @Override
    public int etherType() {
        return TYPE;
    }

    @Override
    public void construct(Neighbour n) {
        if (n.keyHigh() >>> 56 == 0xFF) {
            n.needsNoResolution(0x3333_0000_0000L | n.keyLow() & 0xFFFF_FFFFL);
        }
    }

    @Override
    public void solicit(Neighbour n, SkBuff trigger) {
        note(n.probes() < n.parameters().unicastSolicits() ? "ask " + n.mac() : "ask all");
    }

    @Override
    public void unreachable(Neighbour n, SkBuff skb) {
        note("lost " + Octets.i32(skb.head(), skb.data()));
        accounts.drop(skb, DropReason.NEIGHBOUR_FAILED);
    }

    private final class Device extends NetDevice {
        Device(Softnets softnets) {
            super(softnets, "eth0", new Mac(0x0200_0000_0001L), 1500);
        }

        @Override
        public Errno transmit(SkBuff skb) {
            int at = skb.data();
            boolean good = Octets.u48(skb.head(), at + 6) == mac().bits() && Octets.u16(skb.head(), at + 12) == TYPE;
            note((good ? "to " : "broken frame to ") + new Mac(Octets.u48(skb.head(), at)) + " " + Octets.i32(skb.head(), at + 14));
            return Errno.OK;
        }

        @Override
        protected boolean startTransmit(SkBuff skb, int queue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean needsNoArp() {
            return false;
        }
    }
}
