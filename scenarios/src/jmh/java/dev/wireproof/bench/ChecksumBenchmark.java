package dev.wireproof.bench;

import dev.wireproof.core.base.InternetChecksum;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The sum over one header and over one full segment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {

    @Param({"20", "1460"})
    public int octets;

    private final byte[] data = new byte[2048];

    @Benchmark
    public int sum() {
        return InternetChecksum.of(data, 34, octets);
    }
}
