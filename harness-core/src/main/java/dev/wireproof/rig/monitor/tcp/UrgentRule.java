package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * The end of urgent data never moves back, and data in front of it is marked until the peer has acknowledged it (RFC 9293 sections 3.8.5
 * and 3.10.2). A pointer of 65535 may stand for an end farther on.
 */
final class UrgentRule implements TcpRule {
    private static final String NAME = "tcp-urgent";
    private static final int FARTHEST = 65_535;

    @Override
    public void judge(Step step) {
        Side side = step.from();
        Segment segment = step.segment();
        if (step.has(TcpSegmentRecord.URG)) {
            marked(step, side, segment.position() + step.tcp().urgentPointer());
        } else if (step.tcp().payloadLength() > 0 && isInFront(side, segment) && step.isProvablyNewest()) {
            step.certain(NAME, "data at " + segment.position() + " without URG in front of urgent data up to " + side.urgentEnd());
        }
    }

    private static void marked(Step step, Side side, long end) {
        boolean capped = step.tcp().urgentPointer() == FARTHEST;
        if (end < side.urgentEnd() && !capped && !side.isUrgentEndOpen() && step.isProvablyNewest()) {
            step.certain(NAME, "urgent data up to " + end + " after urgent data up to " + side.urgentEnd());
            return;
        }
        step.findings().holds();
        if (end > side.urgentEnd()) {
            side.urgent(end, capped);
        }
    }

    private static boolean isInFront(Side side, Segment segment) {
        long ahead = side.urgentEnd() - segment.payloadPosition();
        return ahead > 0 && ahead <= FARTHEST && side.urgentEnd() > side.sent().acked();
    }
}
