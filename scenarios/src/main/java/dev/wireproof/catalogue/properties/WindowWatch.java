package dev.wireproof.catalogue.properties;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.oracle.WindowOracle;
import dev.wireproof.rig.oracle.WindowOracle.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Listens at the taps of two hosts and tells an oracle, in the order in which things happen, what the first one sends and learns and
 * what the second one gets and offers. One connection, opened by the first host; only its data go that way.
 */
final class WindowWatch {
    private final Limits limits;
    private final LongSupplier clock;
    private final List<String> objections = new ArrayList<>();
    private WindowOracle oracle;
    private int senderIsn;
    private int scale;
    private long edge;

    /** @param clock nanoseconds since the start of the run */
    WindowWatch(Limits limits, NetNamespace sender, NetNamespace receiver, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
        sender.device("eth0").taps.add((skb, device, outgoing) -> frame(skb.toBytes(), true, outgoing));
        receiver.device("eth0").taps.add((skb, device, outgoing) -> frame(skb.toBytes(), false, outgoing));
    }

    /** Known once the connection is open. */
    WindowOracle oracle() {
        return oracle;
    }

    /** What was wrong so far; empty is good. */
    List<String> objections() {
        return List.copyOf(objections);
    }

    void note(Optional<String> objection) {
        objection.ifPresent(o -> objections.add("at " + Span.ns(clock.getAsLong()) + ": " + o));
    }

    private void frame(byte[] frame, boolean atSender, boolean outgoing) {
        if (new EthernetView().at(frame, 0).type() != EtherType.IPV4 || Frames.ip(frame).protocol() != IpProtocol.TCP) {
            return;
        }
        int at = EthernetView.SIZE + Ipv4View.SIZE;
        TcpView tcp = new TcpView().at(frame, at);
        int octets = Frames.octets(frame, tcp);
        boolean toReceiver = atSender == outgoing;
        if ((tcp.flags() & TcpView.SYN) != 0) {
            opening(tcp, new TcpOptions().parse(frame, at + TcpView.SIZE, at + tcp.headerLength()), toReceiver, outgoing);
        } else if (oracle != null && toReceiver) {
            data(tcp, octets, outgoing);
        } else if (oracle != null && (tcp.flags() & TcpView.RST) == 0) {
            acknowledgement(tcp, outgoing);
        }
    }

    private void opening(TcpView tcp, TcpOptions options, boolean toReceiver, boolean outgoing) {
        if (toReceiver) {
            senderIsn = tcp.seq();
        } else if (outgoing && oracle == null) {
            scale = Math.max(0, options.windowScale());
            edge = tcp.window();
            oracle = new WindowOracle(limits, tcp.window());
        }
    }

    private void data(TcpView tcp, int octets, boolean outgoing) {
        long from = Integer.toUnsignedLong(tcp.seq() - senderIsn - 1);
        long to = from + octets + ((tcp.flags() & TcpView.FIN) != 0 ? 1 : 0);
        if (to == from) {
            return;
        }
        if (outgoing) {
            note(oracle.sends(from, to));
        } else {
            oracle.arrives(from, to);
        }
    }

    private void acknowledgement(TcpView tcp, boolean outgoing) {
        long ack = Integer.toUnsignedLong(tcp.ack() - senderIsn - 1);
        long window = (long) tcp.window() << scale;
        if (outgoing) {
            note(oracle.acknowledges(ack, window));
        } else {
            // An ACK that was overtaken does not take back what a later one offered.
            edge = Math.max(edge, ack + window);
            oracle.senderLearns(ack, edge - ack);
        }
    }
}
