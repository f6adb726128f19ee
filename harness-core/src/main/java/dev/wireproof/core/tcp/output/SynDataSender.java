package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.TcpView;

/**
 * The SYN of an active Fast Open (RFC 7413 section 4.2.1; Linux {@code tcp_send_syn_data}): with text when the server's cookie is known,
 * else asking for one. On the queue SYN and text stand apart, so that the SYN goes again without text and without option.
 */
public final class SynDataSender {
    /** Octets of options that something on the way may add ({@code MAX_TCP_OPTION_SPACE}). */
    private static final int OPTION_SPACE = 40;

    private final EventLoop loop;
    private final Network network;
    private final Transmitter transmitter;
    private final SegmentSize sizes;
    private final FastOpenClient client;
    private final TcpSettings settings;
    private final Counters counters;

    public SynDataSender(EventLoop loop, Network network, Transmitter transmitter, SegmentSize sizes, FastOpenClient client, TcpSettings settings,
            Counters counters) {
        this.loop = loop;
        this.network = network;
        this.transmitter = transmitter;
        this.sizes = sizes;
        this.client = client;
        this.settings = settings;
        this.counters = counters;
    }

    /** True when a SYN to this peer may carry text now. */
    public boolean mayCarryText(Tcb t) {
        return permit(t).text();
    }

    private FastOpenClient.Permit permit(Tcb t) {
        Address local = t.path.source;
        boolean withoutCookie = t.choices.fastOpenNoCookie || network.metrics(t.path).fastOpenNoCookie();
        return client.permit(t.fastOpen, local, t.path.destination, withoutCookie);
    }

    /**
     * Sends the SYN.
     *
     * @param octets of the user, or null for an address that cannot be read
     * @return how many of them ride on it
     */
    public int send(Tcb t, byte[] octets, int offset, int length) {
        FastOpenClient.Permit permit = permit(t);
        t.retransmitSinceNanos = loop.now();
        SentSegment syn = t.outstanding.addControl(TcpView.SYN, loop.now());
        int carried = permit.text() ? text(t, syn, permit, octets, offset, length) : -1;
        if (carried < 0) {
            // A cookie that is not used now asks for a new one.
            Cookie asks = permit.cookie() == null ? null : Cookie.request(permit.cookie().isExperimental());
            transmitter.sendFirstSyn(t, syn, null, asks);
        }
        t.timers.retransmitIn(t.rtoNanos(settings.rtoMaxNanos()));
        return Math.max(carried, 0);
    }

    // Octets carried; -1 when there should have been some, and none left.
    private int text(Tcb t, SentSegment syn, FastOpenClient.Permit permit, byte[] octets, int offset, int length) {
        int space = Math.min(space(t, permit.mss()), length);
        if (space <= 0) {
            counters.increment(Counter.TCPEXT_ORIG_DATA_SENT);
            transmitter.sendFirstSyn(t, syn, null, permit.cookie());
            return 0;
        }
        if (octets == null) {
            return -1;
        }
        t.buffer.append(octets, offset, space);
        t.buffer.push(t.buffer.end());
        SentSegment text = t.outstanding.addNext(t.buffer, space, false, loop.now());
        if (transmitter.sendFirstSyn(t, syn, text, permit.cookie()) != Errno.OK) {
            t.outstanding.takeBack(t.buffer);
            return space;
        }
        t.fastOpen.synData = true;
        counters.increment(Counter.TCPEXT_ORIG_DATA_SENT);
        return space;
    }

    // What fits the path and the MSS that the server told last time.
    private int space(Tcb t, int known) {
        int mss = known > 0 ? known : t.advertisedMss;
        t.negotiated.peerMss = t.choices.maxSegment > 0 ? Math.min(mss, t.choices.maxSegment) : mss;
        return sizes.synchronizeForSyn(t) - OPTION_SPACE;
    }
}
