package dev.wireproof.core.dev;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;

/** A wire that takes a fixed time for each frame, one behind the other, and keeps the numbers of what it got. */
final class TestWire implements Wire {
    final List<Integer> numbers = new ArrayList<>();
    private final EventLoop loop;
    private final long frameNanos;
    private long busyUntil;

    TestWire(EventLoop loop, long frameNanos) {
        this.loop = loop;
        this.frameNanos = frameNanos;
    }

    @Override
    public long put(SkBuff frame) {
        numbers.add(TestHost.number(frame, NetDevice.HEADER));
        busyUntil = Math.max(busyUntil, loop.now()) + frameNanos;
        return busyUntil;
    }
}
