package dev.wireproof.core.tcp.metrics;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.fastopen.ServerMemories;
import dev.wireproof.core.tcp.fastopen.ServerMemory;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The memory of one namespace, an entry for each pair of addresses; the oldest goes when there are too many. */
public final class MetricsTable implements ServerMemories {
    /** After an hour a path may be another one (Linux {@code TCP_METRICS_TIMEOUT}). */
    private static final long TRUSTED_NANOS = 3_600_000_000_000L;
    private static final int MOST = 65_536;

    private record Ends(Address local, Address remote) {}

    private final EventLoop loop;
    private final Map<Ends, PeerMetrics> entries = new LinkedHashMap<>();
    private final Setting dontSave;
    private final Setting dontSaveSsthresh;
    private final Setting usualReordering;

    public MetricsTable(EventLoop loop, Sysctls s, Setting usualReordering) {
        this.loop = loop;
        this.usualReordering = usualReordering;
        dontSave = s.number("net.ipv4.tcp_no_metrics_save", 0, 0, 1);
        dontSaveSsthresh = s.number("net.ipv4.tcp_no_ssthresh_metrics_save", 1, 0, 1);
    }

    /** The entry, or null. */
    public PeerMetrics get(Address local, Address remote) {
        PeerMetrics m = entries.get(new Ends(local, remote));
        if (m != null && loop.now() - m.stampNanos() > TRUSTED_NANOS) {
            m.forgetPath(loop.now());
        }
        return m;
    }

    private PeerMetrics getOrMake(Address local, Address remote) {
        PeerMetrics m = get(local, remote);
        if (m == null) {
            if (entries.size() >= MOST) {
                Iterator<Ends> oldest = entries.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            m = new PeerMetrics(loop.now());
            entries.put(new Ends(local, remote), m);
        }
        return m;
    }

    @Override
    public ServerMemory find(Address local, Address remote) {
        PeerMetrics m = get(local, remote);
        return m == null ? null : m.fastOpen;
    }

    @Override
    public ServerMemory findOrMake(Address local, Address remote) {
        return getOrMake(local, remote).fastOpen;
    }

    /** True when a connection with this peer has ended well before (Linux {@code tcp_peer_is_proven}). */
    public boolean isProven(Address local, Address remote) {
        PeerMetrics m = get(local, remote);
        return m != null && m.rttMicros8() > 0;
    }

    /**
     * A connection has ended in order.
     *
     * @param trusted its timeout was not backed off and it has a round-trip time
     */
    public void save(Address local, Address remote, PeerMetrics.End end, boolean trusted) {
        if (dontSave.isOn()) {
            return;
        }
        if (trusted) {
            getOrMake(local, remote).learn(end, usualReordering.intValue(), !dontSaveSsthresh.isOn(), loop.now());
        } else {
            PeerMetrics m = get(local, remote);
            if (m != null) {
                m.forgetRtt();
            }
        }
    }

    /** The threshold that a new connection starts with, 0 for none. */
    public int ssthresh(PeerMetrics m) {
        return dontSaveSsthresh.isOn() ? 0 : m.ssthresh();
    }

    /** Forgets everything ({@code ip tcp_metrics flush}). */
    public void flush() {
        entries.clear();
    }

    /** Shows the entries by remote address, the oldest first. */
    public void forEach(BiConsumer<Address, PeerMetrics> action) {
        entries.forEach((ends, m) -> action.accept(ends.remote, m));
    }
}
