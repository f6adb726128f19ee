package dev.wireproof.rig.bench;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.PacketTap;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.FrameSink;
import dev.wireproof.rig.capture.PcapngWriter;
import java.nio.file.Path;

/** A capture file of full frames of one host, at Linux's tap place: what it sends and what arrives. */
final class BulkCapture implements PacketTap, AutoCloseable {
    private final EventLoop loop;
    private final PcapngWriter file;

    BulkCapture(Kernel host, Path folder) {
        loop = host.loop();
        file = new PcapngWriter(folder.resolve(host.name() + ".pcapng"));
        file.addInterface("eth0", "");
        host.namespace().device("eth0").taps.add(this);
    }

    @Override
    public void frame(SkBuff skb, NetDevice device, boolean outgoing) {
        file.frame(0, FrameSink.VIRTUAL_ZERO_UNIX_NANOS + loop.now(), skb, outgoing ? Direction.OUTBOUND : Direction.INBOUND, null);
    }

    @Override
    public void close() {
        file.close();
    }
}
