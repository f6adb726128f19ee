package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Seq;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.output.Outputs;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TcpState;

/** ICMP errors about segments of a connection (RFC 9293 section 3.9.2.2; Linux {@code tcp_v4_err}, facts 5.7). */
final class IcmpErrors {
    private static final int UNREACHABLE = 3;
    private static final int SOURCE_QUENCH = 4;
    private static final int REDIRECT = 5;
    private static final int HOST = 1;

    private final EventLoop loop;
    private final Network network;
    private final Outputs out;
    private final TcpSettings settings;
    private final Counters counters;

    IcmpErrors(EventLoop loop, Network network, Outputs out, TcpSettings settings, Counters counters) {
        this.loop = loop;
        this.network = network;
        this.out = out;
        this.settings = settings;
        this.counters = counters;
    }

    void arrive(Tcb t, SkBuff quoted, int seq, IcmpError e, boolean reportAll) {
        int oldest = t.openRequest != null ? t.openRequest.iss() : t.send.una;
        if (!Seq.between(seq, oldest, t.send.nxt)) {
            counters.increment(Counter.TCPEXT_OUT_OF_WINDOW_ICMPS);
            return;
        }
        if (e.type() == SOURCE_QUENCH || e.type() == REDIRECT || t.state() == TcpState.CLOSED) {
            return;
        }
        if (e.isFragmentationNeeded()) {
            shrink(t, e.info());
            return;
        }
        if (e.type() == UNREACHABLE && e.code() <= HOST) {
            takeBackoffBack(t, seq);
        }
        boolean accepted = t.openRequest != null && t.openRequest.isAccepted();
        if (t.state() == TcpState.SYN_SENT || t.state() == TcpState.SYN_RECEIVED && !accepted) {
            t.owner.queueError(quoted, e);
            t.owner.fail(e.errno());
            t.enter(TcpState.CLOSED);
        } else if (reportAll) {
            t.owner.fail(e.errno());
        } else {
            t.owner.failSoftly(e.errno());
        }
    }

    // RFC 1191 section 6.4: smaller segments, and what was dropped goes again at once.
    private void shrink(Tcb t, int mtu) {
        network.updateMtu(t.path, mtu);
        if (mtu < network.pathMtu(t.path) && network.forbidsFragments(t.path)) {
            t.owner.failSoftly(Errno.EMSGSIZE);
        }
        boolean accepts = switch (t.path.pmtuDiscovery) {
            case DONT, INTERFACE, OMIT -> false;
            case WANT, DO, PROBE -> true;
        };
        if (!accepts || t.pathMtu <= network.pathMtu(t.path)) {
            return;
        }
        out.sizes().synchronize(t);
        boolean synLost = t.fastOpen.synData && t.state() == TcpState.SYN_SENT;
        if (synLost) {
            t.advertisedMss = Math.min(t.advertisedMss, out.sizes().announced(t.path, t.choices.maxSegment));
        }
        out.retransmitter().repairOversize(t, synLost);
    }

    // RFC 6069: the timeouts of a broken route say nothing about congestion.
    private void takeBackoffBack(Tcb t, int seq) {
        if (!t.state().isSynchronized() || t.retransmits == 0 || t.backoff == 0 || seq != t.send.una || t.outstanding.isEmpty()) {
            return;
        }
        t.backoff--;
        t.rtoDoublings = t.backoff;
        long left = t.outstanding.first().sentNanos() + t.rtoNanos(settings.rtoMaxNanos()) - loop.now();
        t.timers.retransmitIn(Math.max(left, 1));
    }
}
