package dev.wireproof.core.sim;

import dev.wireproof.core.base.Invariant;
import java.nio.charset.StandardCharsets;

/**
 * A stream of chance, keyed by the seed of the run and a path of names (host, namespace, concern), so that a draw or a host
 * added in one place shifts nothing elsewhere. The generator is SplitMix64: the same key gives the same numbers on every JVM.
 */
public final class Rng {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final long key;
    private long state;

    private Rng(long key) {
        this.key = key;
        this.state = key;
    }

    /** The root stream of a run. */
    public static Rng ofSeed(long seed) {
        return new Rng(mix(seed + GOLDEN_GAMMA));
    }

    /** An independent stream under this one; depends on the key and the name, not on draws made so far. */
    public Rng stream(String name) {
        long k = key;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            k = mix(k ^ b) + GOLDEN_GAMMA;
        }
        return new Rng(mix(k + name.length()));
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Uniform in 0 (inclusive) to {@code bound} (exclusive); {@code bound} positive. */
    public int below(int bound) {
        Invariant.check(bound > 0, "bound of a draw must be positive");
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** Uniform in 0 (inclusive) to {@code bound} (exclusive); {@code bound} positive. */
    public long below(long bound) {
        Invariant.check(bound > 0, "bound of a draw must be positive");
        return Long.remainderUnsigned(nextLong(), bound);
    }

    /** True with a probability of {@code millionths} in a million. */
    public boolean chance(int millionths) {
        return below(1_000_000) < millionths;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
