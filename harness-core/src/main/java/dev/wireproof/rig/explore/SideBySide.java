package dev.wireproof.rig.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs independent pieces of work on several threads and hands the results over in the order of the pieces. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Runs all pieces.
     *
     * @param jobs threads, 1 or more
     * @param each called on the caller's thread with each result, in order
     */
    public static <T> void run(int jobs, List<Callable<T>> pieces, Consumer<T> each) {
        ExecutorService pool = Executors.newFixedThreadPool(jobs, r -> {
            Thread t = new Thread(r, "run");
            t.setDaemon(true);
            return t;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            pieces.forEach(p -> futures.add(pool.submit(p)));
            for (Future<T> f : futures) {
                each.accept(f.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while runs were under way", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
