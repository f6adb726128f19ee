package dev.wireproof.core.neigh;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropSink;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The neighbours of one namespace and one protocol (Linux {@code neigh_table}). Look-up is constant time; the order of
 * iteration is the order of creation.
 */
public final class NeighbourTable {
    private static final int FIRST_BUCKETS = 8;

    private final EventLoop loop;
    private final Rng rng;
    private final Sysctls sysctls;
    private final DropSink drops;
    private final String prefix;
    private final NeighbourParameters defaults;
    private final NeighbourCollector collector;
    private final NeighbourStatistics statistics = new NeighbourStatistics();
    private final TreeMap<String, NeighbourParameters> parameters = new TreeMap<>();
    private final List<NeighbourListener> listeners = new ArrayList<>();
    private NeighbourProtocol protocol;
    private Neighbour[] buckets = new Neighbour[FIRST_BUCKETS];
    private Neighbour oldest;
    private Neighbour youngest;
    private int size;
    private int collectable;

    /** @param prefix of the settings, such as {@code net.ipv4.neigh.} */
    public NeighbourTable(EventLoop loop, Rng rng, Sysctls sysctls, DropSink drops, String prefix) {
        this.loop = loop;
        this.rng = rng;
        this.sysctls = sysctls;
        this.drops = drops;
        this.prefix = prefix;
        defaults = new NeighbourParameters(sysctls, prefix + "default.", null, rng.stream("default"));
        collector = new NeighbourCollector(this, sysctls, prefix);
    }

    /** Sets who resolves; once, before the first entry. */
    public void attach(NeighbourProtocol resolver) {
        Invariant.check(protocol == null, "neighbour table has a protocol already");
        protocol = resolver;
    }

    public void listen(NeighbourListener listener) {
        listeners.add(listener);
    }

    /** The parameters of a device; its settings are registered at the first call. */
    public NeighbourParameters parameters(NetDevice device) {
        NeighbourParameters p = parameters.get(device.name());
        if (p == null) {
            p = new NeighbourParameters(sysctls, prefix + device.name() + ".", defaults, rng.stream(device.name()));
            parameters.put(device.name(), p);
        }
        return p;
    }

    /**
     * The entry for a next hop, made when there is none; null when the table is full (ENOBUFS). A device that needs no
     * resolution has one entry for all (facts 2.3).
     */
    public Neighbour resolve(long keyHigh, long keyLow, NetDevice device) {
        boolean shared = device.needsNoArp();
        long high = shared ? 0 : keyHigh;
        long low = shared ? 0 : keyLow;
        Neighbour n = search(high, low, device);
        return n != null ? n : create(high, low, device);
    }

    /** The entry for a next hop, or null. */
    public Neighbour find(long keyHigh, long keyLow, NetDevice device) {
        statistics.lookups++;
        Neighbour n = search(keyHigh, keyLow, device);
        if (n != null) {
            statistics.hits++;
        }
        return n;
    }

    private Neighbour search(long high, long low, NetDevice device) {
        Neighbour n = buckets[bucket(high, low, device, buckets.length)];
        while (n != null && (n.keyLow() != low || n.keyHigh() != high || n.device() != device)) {
            n = n.hashNext;
        }
        return n;
    }

    private static int bucket(long high, long low, NetDevice device, int count) {
        long h = (low ^ high ^ (long) device.ifindex() << 32) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 32) & count - 1;
    }

    private Neighbour create(long high, long low, NetDevice device) {
        if (!collector.makeRoom(collectable)) {
            statistics.tableFulls++;
            return null;
        }
        Neighbour n = new Neighbour(this, high, low, device, parameters(device));
        statistics.allocs++;
        collectable++;
        protocol.construct(n);
        if (size >= buckets.length) {
            grow();
        }
        insert(buckets, n);
        append(n);
        collector.wake();
        return n;
    }

    private static void insert(Neighbour[] into, Neighbour n) {
        int b = bucket(n.keyHigh(), n.keyLow(), n.device(), into.length);
        n.hashNext = into[b];
        into[b] = n;
    }

    private void grow() {
        Neighbour[] wider = new Neighbour[buckets.length * 2];
        for (Neighbour n = oldest; n != null; n = n.younger) {
            insert(wider, n);
        }
        buckets = wider;
        statistics.hashGrows++;
    }

    private void append(Neighbour n) {
        n.older = youngest;
        if (youngest == null) {
            oldest = n;
        } else {
            youngest.younger = n;
        }
        youngest = n;
        size++;
    }

    /** Takes an entry out. What waits in it is dropped. */
    public void remove(Neighbour n) {
        Invariant.check(!n.isDead(), "neighbour removed twice");
        unlinkFromBucket(n);
        if (n.older == null) {
            oldest = n.younger;
        } else {
            n.older.younger = n.younger;
        }
        if (n.younger == null) {
            youngest = n.older;
        } else {
            n.younger.older = n.older;
        }
        size--;
        if (n.state() != NudState.PERMANENT) {
            collectable--;
        }
        statistics.destroys++;
        n.die();
        announce(n);
    }

    private void unlinkFromBucket(Neighbour n) {
        int b = bucket(n.keyHigh(), n.keyLow(), n.device(), buckets.length);
        if (buckets[b] == n) {
            buckets[b] = n.hashNext;
            return;
        }
        Neighbour before = buckets[b];
        while (before.hashNext != n) {
            before = before.hashNext;
        }
        before.hashNext = n.hashNext;
    }

    /** The device went down, away, or changed its link address: nothing known about its neighbours counts any more. */
    public void deviceDown(NetDevice device) {
        removeOf(device, false);
    }

    /** The device lost its carrier: all but PERMANENT entries go (Linux {@code arp_evict_nocarrier}). */
    public void carrierLost(NetDevice device) {
        removeOf(device, true);
    }

    private void removeOf(NetDevice device, boolean keepPermanent) {
        Neighbour next;
        for (Neighbour n = oldest; n != null; n = next) {
            next = n.younger;
            if (n.device() == device && !(keepPermanent && n.state() == NudState.PERMANENT)) {
                remove(n);
            }
        }
    }

    /** The device leaves the namespace: its entries and its settings go. */
    public void deviceRemoved(NetDevice device) {
        deviceDown(device);
        if (parameters.remove(device.name()) != null) {
            sysctls.removeUnder(prefix + device.name() + ".");
        }
    }

    /** All entries, oldest first. */
    public List<Neighbour> entries() {
        List<Neighbour> all = new ArrayList<>(size);
        for (Neighbour n = oldest; n != null; n = n.younger) {
            all.add(n);
        }
        return all;
    }

    public int size() {
        return size;
    }

    public NeighbourStatistics statistics() {
        return statistics;
    }

    EventLoop loop() {
        return loop;
    }

    DropSink drops() {
        return drops;
    }

    NeighbourProtocol protocol() {
        return protocol;
    }

    NeighbourParameters defaults() {
        return defaults;
    }

    Iterable<NeighbourParameters> allParameters() {
        return parameters.values();
    }

    Neighbour oldest() {
        return oldest;
    }

    /** Entries that may be collected; PERMANENT ones are not counted. */
    void collectable(int change) {
        collectable += change;
    }

    void announce(Neighbour n) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).changed(n);
        }
    }
}
