package dev.wireproof.rig.live.target;

import dev.wireproof.core.base.Span;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.ScenarioFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Socket calls block in the kernel as they do for any program, so each runs on a thread that may be given up: the scenario's
 * own calls with a limit, calls under observation beside the scenario.
 */
final class KernelCalls {
    /** A call of the scenario itself that takes longer hangs. */
    private static final Span LIMIT = Span.seconds(30);
    private static final long END_MILLIS = 1_000;

    private final KernelClock clock;
    private final Thread scenario = Thread.currentThread();
    private final ExecutorService threads = Executors.newCachedThreadPool(KernelCalls::daemon);
    private final List<Pending<?>> pending = new ArrayList<>();
    private long lastEndNanos;

    KernelCalls(KernelClock clock) {
        this.clock = clock;
    }

    private static Thread daemon(Runnable body) {
        Thread made = new Thread(body, "kernel-call");
        made.setDaemon(true);
        return made;
    }

    /** When the last call of the scenario ended. */
    long lastEndNanos() {
        return lastEndNanos;
    }

    /** Makes a call and waits for it; inside a call under observation it simply runs. */
    <T> T make(String what, Callable<T> body) {
        if (Thread.currentThread() != scenario) {
            return here(body);
        }
        Future<T> result = threads.submit(body);
        try {
            return result.get(LIMIT.nanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            throw new ScenarioFailure(what + ": still blocked after " + LIMIT + "; a call that waits goes on beside the scenario with it.call");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + what, stop);
        } finally {
            lastEndNanos = clock.now();
        }
    }

    private static <T> T here(Callable<T> body) {
        try {
            return body.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
    }

    /** Starts a call under observation. */
    <T> PendingCall<T> start(String what, Callable<T> body) {
        Pending<T> call = new Pending<>(what, clock);
        pending.add(call);
        threads.execute(() -> call.run(body));
        call.awaitStart();
        return call;
    }

    /** Waits a little for calls that were just cut off; names those that go on. */
    List<String> finish() {
        List<String> stuck = new ArrayList<>();
        for (Pending<?> call : pending) {
            call.awaitUntil(clock.now() + END_MILLIS * 1_000_000);
            if (!call.isDone()) {
                stuck.add("call " + call.what());
            }
        }
        threads.shutdown();
        return stuck;
    }

    /** One call under observation. */
    private static final class Pending<T> extends PendingCall<T> {
        private final KernelClock clock;
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private T value;
        private Throwable failure;
        private long endNanos;

        Pending(String what, KernelClock clock) {
            super(what, clock.now());
            this.clock = clock;
        }

        void run(Callable<T> body) {
            started.countDown();
            try {
                value = body.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            endNanos = clock.now();
            ended.countDown();
        }

        @Override
        public boolean isDone() {
            return ended.getCount() == 0;
        }

        @Override
        protected long endNanos() {
            return endNanos;
        }

        @Override
        protected Throwable failure() {
            return failure;
        }

        @Override
        protected T value() {
            return value;
        }

        void awaitStart() {
            await(started, LIMIT.nanos());
        }

        @Override
        protected void awaitUntil(long nanos) {
            await(ended, Math.max(0, nanos - clock.now()));
        }

        private void await(CountDownLatch latch, long nanos) {
            try {
                latch.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted in " + what(), stop);
            }
        }
    }
}
