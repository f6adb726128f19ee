package dev.wireproof.core.ip;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.TreeMap;

/**
 * Puts fragments together for local delivery (RFC 791 section 3.2, RFC 815; Linux net/ipv4/ip_fragment.c; facts 3.8).
 *
 * <p>A fragment that lies wholly in what has arrived in one run is ignored. Any other overlap discards the datagram; the profile
 * that follows the RFCs accepts it instead, and what came later counts. Memory is bounded by refusing new fragments.
 */
public final class Reassembler {
    private static final int LARGEST = 65_535;
    private static final int SOURCES = 4096;
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Counters counters;
    private final DropSink drops;
    private final boolean overlapAccepted;
    private final Setting most;
    private final Setting seconds;
    private final Setting distance;
    private final TreeMap<FragmentQueue.Key, FragmentQueue> queues = new TreeMap<>();
    private final LinkedHashMap<Integer, int[]> fragmentsBySource = new LinkedHashMap<>();
    private final Ipv4View view = new Ipv4View();
    private final IcmpErrors errors;
    private long memory;

    public Reassembler(EventLoop loop, Sysctls sysctls, Counters counters, DropSink drops, IcmpErrors errors) {
        this.errors = errors;
        this.loop = loop;
        this.counters = counters;
        this.drops = drops;
        overlapAccepted = sysctls.profile().conformance() == Profile.Conformance.RFC;
        // A name that operators set together with the upper one; nothing has been evicted down to it since Linux 4.17.
        sysctls.number("net.ipv4.ipfrag_low_thresh", 3 << 20, 0, Integer.MAX_VALUE);
        most = sysctls.number("net.ipv4.ipfrag_high_thresh", 4 << 20, 0, Integer.MAX_VALUE);
        seconds = sysctls.number("net.ipv4.ipfrag_time", 30, 0, 86_400);
        distance = sysctls.number("net.ipv4.ipfrag_max_dist", 64, 0, Integer.MAX_VALUE);
    }

    /**
     * Takes a fragment; {@code skb.data()} is its IP header.
     *
     * @return the whole datagram, or null while something is missing
     */
    public SkBuff add(SkBuff skb, NetDevice device) {
        counters.increment(Counter.IP_REASM_REQDS);
        view.at(skb.head(), skb.data());
        if (memory > most.value()) {
            counters.increment(Counter.IP_REASM_FAILS);
            drops.drop(skb, DropReason.REASSEMBLY_MEMORY);
            return null;
        }
        FragmentQueue q = queueOf(skb);
        restartWhenTooFar(q, view.source());
        long before = q.truesize();
        Coverage.Answer answer = q.take(skb, view);
        memory += q.truesize() - before;
        switch (answer) {
            case DUPLICATE -> drops.drop(skb, DropReason.REASSEMBLY_DUPLICATE);
            case OVERLAP, CONTRADICTION -> {
                if (answer == Coverage.Answer.OVERLAP) {
                    counters.increment(Counter.IPEXT_REASM_OVERLAPS);
                }
                drops.drop(skb, DropReason.REASSEMBLY_BAD);
                fail(q, DropReason.REASSEMBLY_BAD);
            }
            case TAKEN -> {
                return q.isComplete() ? complete(q, device) : null;
            }
        }
        return null;
    }

    private FragmentQueue queueOf(SkBuff skb) {
        long addresses = (long) view.source() << 32 | view.destination() & 0xFFFF_FFFFL;
        FragmentQueue.Key key = new FragmentQueue.Key(addresses, view.protocol() << 16 | view.id());
        FragmentQueue q = queues.get(key);
        if (q == null) {
            FragmentQueue[] self = new FragmentQueue[1];
            q = new FragmentQueue(key, Timer.working(loop, () -> timeout(self[0])), overlapAccepted);
            self[0] = q;
            q.timer.armIn(seconds.value() * SECOND);
            queues.put(key, q);
        }
        return q;
    }

    /** Linux {@code ip_frag_too_far}: many other fragments of this source came in between, so the identification may be a new one. */
    private void restartWhenTooFar(FragmentQueue q, int source) {
        int[] count = fragmentsBySource.get(source);
        if (count == null) {
            if (fragmentsBySource.size() == SOURCES) {
                fragmentsBySource.remove(fragmentsBySource.keySet().iterator().next());
            }
            count = new int[1];
            fragmentsBySource.put(source, count);
        }
        int before = q.sourceCount;
        q.sourceCount = ++count[0];
        if (distance.isOn() && !q.isEmpty() && q.sourceCount - before > distance.value()) {
            counters.increment(Counter.IP_REASM_FAILS);
            release(q, DropReason.REASSEMBLY_BAD);
            q.timer.armIn(seconds.value() * SECOND);
        }
    }

    private void release(FragmentQueue q, DropReason reason) {
        memory -= q.truesize();
        for (SkBuff skb : q.clear()) {
            drops.drop(skb, reason);
        }
    }

    private void fail(FragmentQueue q, DropReason reason) {
        counters.increment(Counter.IP_REASM_FAILS);
        remove(q);
        release(q, reason);
    }

    private void remove(FragmentQueue q) {
        q.timer.cancel();
        queues.remove(q.key);
    }

    private SkBuff complete(FragmentQueue q, NetDevice device) {
        int header = q.first().data() - q.first().networkHeader;
        if (q.ecn() < 0 || header + q.length() > LARGEST) {
            fail(q, DropReason.REASSEMBLY_BAD);
            return null;
        }
        remove(q);
        memory -= q.truesize();
        SkBuff whole = q.join();
        view.at(whole.head(), whole.data());
        view.totalLength(header + q.length()).flagsAndOffset(q.keepsDf() ? Ipv4View.DF : 0).tos(view.tos() | q.ecn()).fillChecksum();
        whole.trafficClass = view.tos();
        whole.inputIfindex = device.ifindex();
        whole.checksumVerified = false;
        counters.increment(Counter.IP_REASM_OKS);
        return whole;
    }

    /** Linux {@code ip_expire}. */
    private void timeout(FragmentQueue q) {
        counters.increment(Counter.IP_REASM_FAILS);
        counters.increment(Counter.IP_REASM_TIMEOUT);
        remove(q);
        if (q.first() != null) {
            errors.send(q.first(), 11, 1, 0);
        }
        release(q, DropReason.REASSEMBLY_TIMEOUT);
    }

    /** Drops everything that waits: the namespace goes away. */
    public void flush() {
        for (FragmentQueue q : new ArrayList<>(queues.values())) {
            remove(q);
            release(q, DropReason.FLUSHED);
        }
    }

    /** Datagrams that wait for fragments. */
    public int size() {
        return queues.size();
    }

    /** Octets of truesize that wait. */
    public long memory() {
        return memory;
    }
}
