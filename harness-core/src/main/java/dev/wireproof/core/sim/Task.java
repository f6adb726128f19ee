package dev.wireproof.core.sim;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Span;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Application code with its own stack: it runs on a thread of its own, but only while it holds the baton, so exactly one
 * thread of a run is awake at any moment and the order of turns is that of the event loop.
 */
public final class Task {
    private final Blocking blocking;
    private final EventLoop loop;
    private final String name;
    private final Thread thread;
    private final Semaphore mine = new Semaphore(0);
    private final Semaphore loops = new Semaphore(0);
    private final Event resume;
    private final Timer deadline;
    private final WaitQueue ended = new WaitQueue();
    private boolean woken;
    private boolean done;
    private boolean cancelled;
    private Throwable failure;
    private String what = "";
    private long sinceNanos;

    private Task(EventLoop loop, String name, Runnable body) {
        this.loop = loop;
        this.blocking = loop.blocking();
        this.name = name;
        this.resume = new Event(() -> blocking.run(this));
        this.deadline = Timer.working(loop, () -> loop.soon(resume));
        this.thread = new Thread(() -> body(body), "task-" + name);
        thread.setDaemon(true);
    }

    /** Makes a task whose first turn comes later at this instant. */
    public static Task start(EventLoop loop, String name, Runnable body) {
        Task t = new Task(loop, name, body);
        t.thread.start();
        loop.soon(t.resume);
        return t;
    }

    private void body(Runnable body) {
        mine.acquireUninterruptibly();
        try {
            if (!cancelled) {
                body.run();
            }
        } catch (Cancelled e) {
            // Thrown by cancel() to unwind the task's stack; nothing is left to do.
        } catch (Throwable e) {
            failure = e;
        } finally {
            done = true;
            loops.release();
        }
    }

    /** Runs until the task parks or ends; called by the loop's side only. */
    void turn() {
        if (done) {
            return;
        }
        mine.release();
        loops.acquireUninterruptibly();
        if (done) {
            ended.wakeAll(0);
        }
    }

    boolean park(WaitQueue queue, BooleanSupplier ready, boolean exclusive, long deadlineNanos, String what) {
        WaitQueue.Waiter waiter = this::wake;
        this.what = what;
        sinceNanos = loop.now();
        if (exclusive) {
            queue.addExclusive(waiter);
        } else {
            queue.add(waiter);
        }
        blocking.parked(this);
        if (deadlineNanos != Blocking.FOREVER) {
            deadline.armAt(deadlineNanos);
        }
        try {
            while (!ready.getAsBoolean()) {
                if (loop.now() >= deadlineNanos) {
                    return false;
                }
                woken = false;
                loops.release();
                mine.acquireUninterruptibly();
                if (cancelled) {
                    throw new Cancelled();
                }
            }
            return true;
        } finally {
            deadline.cancel();
            blocking.unparked(this);
            queue.remove(waiter);
        }
    }

    private boolean wake(int key) {
        if (woken || done) {
            return false;
        }
        woken = true;
        loop.soon(resume);
        return true;
    }

    /** True when the body has returned or thrown. */
    public boolean isDone() {
        return done;
    }

    /** What the body threw, or null. */
    public Throwable failure() {
        return failure;
    }

    public String name() {
        return name;
    }

    /** Waits until the task ends; rethrows what its body threw. */
    public void join() {
        blocking.await(ended, () -> done, false, Blocking.FOREVER, "end of " + name);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        Invariant.check(failure == null, "a task threw a checked exception");
    }

    /** Unwinds a parked task: its wait throws and its finally blocks run. Used when a run is torn down. */
    public void cancel() {
        if (!done) {
            Invariant.check(blocking.current() == null, "a task cannot cancel another");
            cancelled = true;
            loop.cancel(resume);
            blocking.run(this);
        }
    }

    String waitingFor() {
        return name + " still waits for " + what + " since " + Span.ns(sinceNanos);
    }

    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("task cancelled", null, false, false);
        }
    }
}
