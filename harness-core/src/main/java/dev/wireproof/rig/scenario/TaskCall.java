package dev.wireproof.rig.scenario;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Task;
import java.util.concurrent.Callable;

/** A blocking call of a built-in host: a task in virtual time. */
final class TaskCall<T> extends PendingCall<T> {
    private final EventLoop loop;
    private final Task task;
    private T value;
    private Throwable failure;
    private long endNanos;

    TaskCall(EventLoop loop, String what, Callable<T> body) {
        super(what, loop.now());
        this.loop = loop;
        task = Task.start(loop, "call-" + what, () -> {
            try {
                value = body.call();
            } catch (Exception e) {
                failure = e;
            } finally {
                endNanos = loop.now();
            }
        });
    }

    Task task() {
        return task;
    }

    @Override
    public boolean isDone() {
        return task.isDone();
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

    @Override
    protected void awaitUntil(long nanos) {
        while (!task.isDone() && loop.nextEventNanos() <= nanos) {
            loop.step();
        }
    }
}
