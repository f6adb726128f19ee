package dev.wireproof.core.tcp.output;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.core.tcp.signature.Signatures;
import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpView;

/** Writes a header in front of a text that is attached already, and hands the segment to the network layer. */
public final class SegmentWriter {
    private final Network network;
    private final Counters counters;
    private final TcpView view = new TcpView();
    private final TcpOptionWriter options = new TcpOptionWriter();
    private final Signatures signatures;
    private byte[] key;
    private SkBuff skb;

    public SegmentWriter(Network network, Counters counters) {
        this.signatures = new Signatures(network, counters);
        this.network = network;
        this.counters = counters;
    }

    /** Begins a segment without text. */
    public TcpOptionWriter begin(int optionOctets) {
        return begin(SkBuff.allocate(0), optionOctets);
    }

    /** Begins a segment whose text is attached; write exactly that many octets of options next. */
    public TcpOptionWriter begin(SkBuff buffer, int optionOctets) {
        skb = buffer;
        int length = TcpView.SIZE + optionOctets;
        int at = skb.push(length);
        skb.transportHeader = at;
        view.at(skb.head(), at).lengthAndFlags(length, 0);
        return options.at(skb.head(), at + TcpView.SIZE);
    }

    /** The ports, ours first. */
    public SegmentWriter ports(int local, int remote) {
        view.ports(local, remote);
        return this;
    }

    /** The rest of the header but the checksum; an ACK field without the flag is 0. */
    public SegmentWriter fields(int seq, int ack, int flags, int window) {
        view.seq(seq).ack((flags & TcpView.ACK) != 0 ? ack : 0).lengthAndFlags(view.headerLength(), flags).window(window)
                .checksum(0).urgentPointer(0);
        return this;
    }

    /** Sets URG and its pointer; nothing happens for 0. */
    public SegmentWriter urgent(int pointer) {
        if (pointer != 0) {
            view.lengthAndFlags(view.headerLength(), view.flags() | TcpView.URG).urgentPointer(pointer);
        }
        return this;
    }

    /** Signs the segment, whose first option is the signature. Nothing happens for null. */
    public SegmentWriter signed(byte[] signatureKey) {
        key = signatureKey;
        return this;
    }

    private void sign(SkBuff done, IpPath path) {
        int at = done.data();
        byte[] digest = signatures.digest(path.source, path.destination, done.head(), at, done.length(), done, view.headerLength(), key);
        System.arraycopy(digest, 0, done.head(), at + TcpView.SIZE + Signatures.OPTION - Signatures.DIGEST, Signatures.DIGEST);
        key = null;
    }

    /**
     * Sends; the device sums.
     *
     * @param count false for a mere retransmission, which Tcp.OutSegs leaves out
     */
    public Errno send(IpPath path, boolean count) {
        SkBuff done = skb;
        skb = null;
        int length = done.length();
        if (key != null) {
            sign(done, path);
        }
        int at = done.data();
        UnfilledChecksum.leave(done, at, at + TcpView.CHECKSUM_OFFSET, network.pseudoHeaderSum(path, length));
        if (count) {
            counters.add(Counter.TCP_OUT_SEGS, done.segments);
        }
        return network.transmit(done, path);
    }
}
