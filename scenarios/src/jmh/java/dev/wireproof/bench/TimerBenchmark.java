package dev.wireproof.bench;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Timer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One of many armed timers is pushed back, as the retransmission timer is by each ACK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {

    private static final long RTO_NANOS = 200_000_000;

    @Param({"1", "10000"})
    public int timers;

    private Timer[] armed;
    private int next;

    @Setup
    public void arm() {
        EventLoop loop = new EventLoop();
        armed = new Timer[timers];
        for (int i = 0; i < timers; i++) {
            armed[i] = Timer.working(loop, () -> { });
            armed[i].armIn(RTO_NANOS);
        }
    }

    @Benchmark
    public void pushBack() {
        next = next + 1 < timers ? next + 1 : 0;
        armed[next].armIn(RTO_NANOS + next);
    }
}
