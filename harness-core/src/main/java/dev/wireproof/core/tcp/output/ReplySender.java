package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.signature.Signatures;
import dev.wireproof.core.tcp.tcb.Ecn;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpView;

/**
 * Answers to segments without a full connection behind them: resets, acknowledgements of TIME-WAIT and of half-open requests
 * (net/ipv4/tcp_ipv4.c {@code tcp_v4_send_reset}, {@code tcp_v4_send_ack}).
 */
public final class ReplySender {
    private static final int TIMESTAMPS = 12;

    private final Network network;
    private final SegmentWriter writer;
    private final Counters counters;
    /** A RST echoes the timestamp of what it answers (RFC 7323 section 5.2); Linux puts none on it. */
    private final boolean resetsEcho;

    public ReplySender(Network network, SegmentWriter writer, TcpSettings settings, Counters counters) {
        this.network = network;
        this.writer = writer;
        this.counters = counters;
        this.resetsEcho = settings.profile.conformance() == Profile.Conformance.RFC;
    }

    /** Resets the sender of a segment (RFC 9293 section 3.10.7.1); never in answer to a RST or to one not sent to us alone. */
    public void reset(Segment s) {
        SkBuff from = s.skb();
        if (s.isRst() || network.typeOf(new Address(from.destinationHigh, from.destinationLow)) != Network.AddressType.LOCAL) {
            return;
        }
        counters.increment(Counter.TCP_OUT_RSTS);
        Times times = resetsEcho && s.options.hasTimestamps() ? new Times(0, s.options.tsVal()) : null;
        if (s.isAck()) {
            send(s, s.ack(), 0, TcpView.RST, 0, times);
        } else {
            send(s, 0, s.endSeq(), TcpView.RST | TcpView.ACK, 0, times);
        }
    }

    /**
     * Acknowledges.
     *
     * @param window field as sent, scaled
     * @param times timestamps to put on it, or null
     */
    public void ack(Segment s, int seq, int ack, int window, Times times) {
        send(s, seq, ack, TcpView.ACK, window, times);
    }

    private void send(Segment s, int seq, int ack, int flags, int window, Times times) {
        IpPath path = pathBack(s.skb());
        if (path == null) {
            return;
        }
        boolean signed = s.signatureKey() != null;
        TcpOptionWriter options = writer.begin((times == null ? 0 : TIMESTAMPS) + (signed ? Signatures.OPTION : 0));
        if (signed) {
            options.nop().nop().signature();
        }
        if (times != null) {
            options.nop().nop().timestamps(times.value, times.echo);
        }
        writer.ports(s.destinationPort(), s.sourcePort()).fields(seq, ack, flags, window).signed(s.signatureKey()).send(path, true);
    }

    // The way back to the sender, from the address it wrote to.
    private IpPath pathBack(SkBuff from) {
        Address source = new Address(from.destinationHigh, from.destinationLow);
        Address destination = new Address(from.sourceHigh, from.sourceLow);
        IpPath path = network.open(source, destination, IpProtocol.TCP, 0).path();
        if (path != null) {
            path.idZero = true;
            path.tos = from.trafficClass & ~Ecn.MASK;
        }
        return path;
    }

    /** Timestamps of an answer. */
    public record Times(int value, int echo) {}
}
