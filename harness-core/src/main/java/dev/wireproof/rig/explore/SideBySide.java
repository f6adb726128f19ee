package dev.wireproof.rig.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs independent pieces of work on several threads and hands the results over in the order of the pieces. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Runs all pieces.
     *
     * @param jobs threads, 1 or more
     * @param last when it holds for a result, no further piece is begun
     * @param each called on the caller's thread with each result, in order
     */
    public static <T> void run(int jobs, List<Callable<T>> pieces, Predicate<T> last, Consumer<T> each) {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(jobs, r -> {
            Thread t = new Thread(r, "run");
            t.setDaemon(true);
            return t;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            pieces.forEach(p -> futures.add(pool.submit(() -> {
                T result = stop.get() ? null : p.call();
                if (result != null && last.test(result)) {
                    stop.set(true);
                }
                return result;
            })));
            for (Future<T> f : futures) {
                T result = f.get();
                if (result != null) {
                    each.accept(result);
                }
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
