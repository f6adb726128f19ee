package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.LadderText;
import dev.wireproof.rig.scenario.Trace;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The far end of the host's wire: IP packets in, IP packets out, and the record of both. */
final class WireEnd {
    /** Whose frames the host receives. */
    static final Mac PEER = Mac.parse("02:00:00:00:00:02");

    /** An IP packet that left the host. */
    record Packet(long nanos, byte[] octets) {}

    private final EventLoop loop;
    private final NicDevice nic;
    private final ArrayDeque<Packet> sent = new ArrayDeque<>();
    private final Trace trace = new Trace();
    private final CaptureInterface here = trace.addInterface("host", "host under test");
    private final CaptureInterface there = trace.addInterface("script", CaptureInterface.SCRIPTED);

    WireEnd(EventLoop loop, NicDevice nic) {
        this.loop = loop;
        this.nic = nic;
        nic.attach(this::put);
    }

    private long put(SkBuff frame) {
        byte[] octets = frame.toBytes();
        trace.add(here, loop.now(), octets, Direction.OUTBOUND, "");
        if (new EthernetView().at(octets, 0).type() == EtherType.IPV4) {
            sent.add(new Packet(loop.now(), Arrays.copyOfRange(octets, EthernetView.SIZE, octets.length)));
        }
        return loop.now();
    }

    /** The next packet that left or leaves before an instant is over; null when none does. The clock moves only as far as needed. */
    Packet next(long untilNanos) {
        while (sent.isEmpty() && loop.nextEventNanos() <= untilNanos && loop.hasWork()) {
            loop.step();
        }
        return sent.poll();
    }

    /** An IP packet arrives now. */
    void inject(byte[] packet) {
        byte[] frame = new byte[EthernetView.SIZE + packet.length];
        new EthernetView().at(frame, 0).destination(nic.mac().bits()).source(PEER.bits()).type(EtherType.IPV4);
        System.arraycopy(packet, 0, frame, EthernetView.SIZE, packet.length);
        trace.add(there, loop.now(), frame.clone(), Direction.OUTBOUND, "");
        loop.soon(new Event(() -> nic.frameArrived(SkBuff.received(frame, 0, frame.length))));
        loop.runInstant();
    }

    /** Everything so far, as a ladder. */
    String ladder() {
        return trace.frames().isEmpty() ? "" : LadderText.of(trace.frames());
    }

    Trace trace() {
        return trace;
    }
}
