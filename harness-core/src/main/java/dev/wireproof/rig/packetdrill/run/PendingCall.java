package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Task;
import dev.wireproof.rig.packetdrill.script.Event;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.SystemCall;

/** A call that the script expects to block: it runs beside the script. */
final class PendingCall {
    final Event event;
    final SystemCall call;
    final long dueNanos;
    private final EventLoop loop;
    private final Task task;
    private RuntimeException failure;
    private long endNanos;

    /** @param dueNanos when it must return, since the start of the script */
    PendingCall(EventLoop loop, Event event, SystemCall call, long dueNanos, SystemCalls calls) {
        this.loop = loop;
        this.event = event;
        this.call = call;
        this.dueNanos = dueNanos;
        task = Task.start(loop, "call-" + call.name(), () -> body(calls));
    }

    private void body(SystemCalls calls) {
        try {
            calls.make(call);
        } catch (ScriptProblem e) {
            failure = e;
        } finally {
            endNanos = loop.now();
        }
    }

    boolean isDone() {
        return task.isDone();
    }

    /** What was wrong with its result, or null. */
    RuntimeException failure() {
        return failure == null && task.failure() instanceof RuntimeException e ? e : failure;
    }

    /** When it returned, on the host's clock. */
    long endNanos() {
        return endNanos;
    }

    /** Lets the host run until it has returned, at most until an instant is over. */
    void await(long untilNanos) {
        while (!task.isDone() && loop.nextEventNanos() <= untilNanos) {
            loop.step();
        }
    }

    void cancel() {
        task.cancel();
    }
}
