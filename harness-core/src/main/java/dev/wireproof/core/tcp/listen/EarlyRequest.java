package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.tcp.fastopen.FastOpenQueue;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.OpenRequest;
import dev.wireproof.core.tcp.tcb.Tcb;

/** A request whose connection exists already; see {@link EarlyOpen}. */
final class EarlyRequest implements OpenRequest {
    final Request request;
    final FastOpenQueue queue;
    private final EarlyOpen room;
    private Timer timer;
    private boolean accepted;

    EarlyRequest(Request request, FastOpenQueue queue, EarlyOpen room) {
        this.request = request;
        this.queue = queue;
        this.room = room;
    }

    /** Starts to wait for the end of the child's handshake. */
    void begin(Tcb child) {
        timer = Timer.working(room.loop(), () -> room.timeout(this, child));
        child.openRequest = this;
        child.timers.hold(true);
        queue.joined();
    }

    void waitFor(long nanos) {
        timer.armIn(nanos);
    }

    @Override
    public Verdict judge(Tcb child, Segment s) {
        return room.judge(this, child, s);
    }

    @Override
    public int iss() {
        return request.iss;
    }

    @Override
    public void accepted() {
        accepted = true;
    }

    @Override
    public boolean isAccepted() {
        return accepted;
    }

    @Override
    public long rttNanos() {
        return request.retransmissions == 0 ? room.loop().now() - request.sentNanos : -1;
    }

    @Override
    public void end(Tcb child) {
        timer.cancel();
        queue.left();
        child.openRequest = null;
        child.timers.hold(false);
    }
}
