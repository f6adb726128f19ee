package dev.wireproof.rig.explore;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tries probes in turn on several threads, each try under a seed of its own, until the time or the tries are used up. A probe that
 * found something is not tried again.
 */
public final class Exploration {
    private static final long PROGRESS_NANOS = 5_000_000_000L;
    private static final long LOOK_MILLIS = 100;

    /** How things stand. */
    public record Progress(long nanos, long tries, int findings) {}

    private final List<Probe> probes;
    private final long seed;
    private final Rng seeds;
    private final long tries;
    private final long endNanos;
    private final long startNanos = System.nanoTime();
    private final boolean[] over;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final LinkedBlockingQueue<Finding> found = new LinkedBlockingQueue<>();

    /**
     * @param seed of the seeds of all tries
     * @param tries of each probe, or {@link Long#MAX_VALUE}
     * @param forNanos real time, or {@link Long#MAX_VALUE}
     */
    public Exploration(List<Probe> probes, long seed, long tries, long forNanos) {
        this.probes = List.copyOf(probes);
        this.seed = seed;
        this.seeds = Rng.ofSeed(seed);
        this.tries = tries == Long.MAX_VALUE ? tries : Math.multiplyExact(tries, (long) probes.size());
        this.endNanos = forNanos == Long.MAX_VALUE ? forNanos : startNanos + forNanos;
        this.over = new boolean[probes.size()];
    }

    /** A seed that no run before had, as far as clocks can tell. */
    public static long freshSeed() {
        return Math.floorMod(System.currentTimeMillis() * 1_000_003L + System.nanoTime(), 1_000_000_000_000L);
    }

    public long seed() {
        return seed;
    }

    /**
     * Runs on this many threads until it is over.
     *
     * @param onFinding told on this thread
     * @param onProgress told on this thread every few seconds
     * @return how it ended
     */
    public Progress run(int jobs, Consumer<Finding> onFinding, Consumer<Progress> onProgress) {
        ExecutorService pool = Executors.newFixedThreadPool(jobs, r -> {
            Thread t = new Thread(r, "explore");
            t.setDaemon(true);
            return t;
        });
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                workers.add(pool.submit(this::work));
            }
            int findings = watch(workers, onFinding, onProgress);
            return new Progress(System.nanoTime() - startNanos, done.get(), findings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exploring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private int watch(List<Future<?>> workers, Consumer<Finding> onFinding, Consumer<Progress> onProgress)
            throws InterruptedException, ExecutionException {
        int findings = 0;
        long told = startNanos;
        while (true) {
            boolean ended = workers.stream().allMatch(Future::isDone);
            Finding f = found.poll(ended ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (f != null) {
                findings++;
                onFinding.accept(f);
            } else if (ended) {
                break;
            }
            if (System.nanoTime() - told >= PROGRESS_NANOS) {
                told = System.nanoTime();
                onProgress.accept(new Progress(told - startNanos, done.get(), findings));
            }
        }
        for (Future<?> w : workers) {
            w.get();
        }
        return findings;
    }

    private void work() {
        for (long n = next.getAndIncrement(); n < tries && !isLate() && !isOver(); n = next.getAndIncrement()) {
            int which = (int) (n % probes.size());
            if (ends(which, false)) {
                continue;
            }
            Finding f = probes.get(which).probe(seeds.stream("try " + n).below(Long.MAX_VALUE));
            done.incrementAndGet();
            if (f != null && !ends(which, true)) {
                found.add(f);
            }
        }
    }

    private boolean isLate() {
        return endNanos != Long.MAX_VALUE && System.nanoTime() - endNanos >= 0;
    }

    private synchronized boolean isOver() {
        for (boolean o : over) {
            if (!o) {
                return false;
            }
        }
        return true;
    }

    /** Whether a probe has ended already; ends it when asked to. */
    private synchronized boolean ends(int which, boolean now) {
        boolean before = over[which];
        over[which] |= now;
        return before;
    }
}
