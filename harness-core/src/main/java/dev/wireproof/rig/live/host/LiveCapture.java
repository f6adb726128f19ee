package dev.wireproof.rig.live.host;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.FrameSink;
import dev.wireproof.rig.link.CableListener;
import dev.wireproof.rig.link.Way;
import java.time.Instant;

/** Writes the cable's frames to a capture with the wall clock's time, each once where it leaves a host, its fate as comment. */
final class LiveCapture implements CableListener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FrameSink sink;
    private final EventLoop loop;
    private final long zeroUnixNanos;

    LiveCapture(FrameSink sink, EventLoop loop, String forward, String backward) {
        this.sink = sink;
        this.loop = loop;
        Instant started = Instant.now();
        zeroUnixNanos = started.getEpochSecond() * NANOS_PER_SECOND + started.getNano() - loop.now();
        sink.addInterface(forward, "built-in stack");
        sink.addInterface(backward, "the machine's kernel");
    }

    @Override
    public void entered(Way way, SkBuff frame, long ordinal, String fate) {
        write(way.isForward() ? 0 : 1, frame, Direction.OUTBOUND, fate);
    }

    @Override
    public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {
        write(way.isForward() ? 1 : 0, frame, Direction.INBOUND, fate);
    }

    private void write(int on, SkBuff frame, Direction direction, String fate) {
        sink.frame(on, zeroUnixNanos + loop.now(), frame, direction, fate);
    }
}
