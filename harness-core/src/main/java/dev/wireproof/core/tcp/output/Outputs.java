package dev.wireproof.core.tcp.output;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** The senders of one namespace, put together. */
public record Outputs(SegmentWriter writer, Transmitter transmitter, SegmentSize sizes, SuperSegments supers, Pacing pacing,
        SendTimer sendTimer, MtuProber prober, SegmentSender sender, Retransmitter retransmitter, Acknowledger acknowledger, ReplySender replies) {

    /** Makes them. */
    public static Outputs of(EventLoop loop, Network network, TcpSettings settings, Counters counters) {
        SegmentWriter writer = new SegmentWriter(network, counters);
        Transmitter transmitter = new Transmitter(loop, network, writer, counters);
        SegmentSize sizes = new SegmentSize(network, settings);
        SuperSegments supers = new SuperSegments(network, settings);
        Pacing pacing = new Pacing(network, settings);
        SendTimer timer = new SendTimer(loop, network, settings);
        MtuProber prober = new MtuProber(loop, sizes, settings, counters);
        SegmentSender sender = new SegmentSender(loop, transmitter, sizes, supers, prober, pacing, timer, settings, counters);
        return new Outputs(writer, transmitter, sizes, supers, pacing, timer, prober, sender,
                new Retransmitter(loop, transmitter, sender, supers, prober, pacing, settings, counters),
                new Acknowledger(network, transmitter, settings, counters),
                new ReplySender(network, writer, settings, counters));
    }
}
