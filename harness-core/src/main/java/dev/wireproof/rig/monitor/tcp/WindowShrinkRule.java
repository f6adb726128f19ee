package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * The right edge of an offered window does not move left (RFC 9293 section 3.8.6). Two retreats are notes: less than one unit of the
 * scale (Linux rounds its first, unscaled window when it starts to scale), and to nothing at all (a receiver out of memory).
 */
final class WindowShrinkRule implements TcpRule {
    private static final String NAME = "tcp-window-shrink";

    @Override
    public void judge(Step step) {
        long offered = step.offeredEdge();
        long edge = step.to().latestEdge();
        if (offered < 0 || edge < 0 || step.has(TcpSegmentRecord.SYN)) {
            return;
        }
        if (offered >= edge) {
            step.findings().holds();
        } else if (edge - offered < 1L << step.from().shift(step.to())) {
            step.findings().note("window rounded down to a multiple of its scale");
        } else if (!step.isProvablyNewest() && step.segment().ack() <= step.to().sent().acked()) {
            step.findings().inconclusive(NAME + ": the segment may be reordered");
        } else if (step.tcp().window() == 0) {
            step.findings().note("window closed before it was used up");
        } else {
            step.certain(NAME, "window ends at " + offered + " after one that ended at " + edge);
        }
    }
}
