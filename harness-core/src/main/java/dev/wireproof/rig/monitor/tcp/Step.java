package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * A segment and the two sides as they were before it; neither is null.
 *
 * @param from its sender
 * @param to its receiver
 */
record Step(Segment segment, Side from, Side to, FlowFindings findings) {
    TcpSegmentRecord tcp() {
        return segment.tcp();
    }

    boolean has(int flag) {
        return segment.tcp().has(flag);
    }

    /** Both SYNs are in the capture, so all options are known. */
    boolean isFromStart() {
        return from.isFromStart() && to.isFromStart();
    }

    /** The right edge this segment offers to its receiver, or -1 when the scale is unknown. */
    long offeredEdge() {
        if (!has(TcpSegmentRecord.ACK)) {
            return -1;
        }
        int shift = has(TcpSegmentRecord.SYN) ? 0 : from.shift(to);
        return shift < 0 ? -1 : segment.ack() + ((long) tcp().window() << shift);
    }

    /** New data or a later timestamp prove that the segment was sent after all before it; a capture of ours is in order anyway. */
    boolean isProvablyNewest() {
        return findings.isComplete() || continuesTheStream() || hasLaterTimestamp();
    }

    /** False when the sender's identifications show that no packet of its is missing right before this one. */
    boolean mayFollowMissing() {
        return from.sent().mayFollowMissing();
    }

    /** New data. */
    boolean continuesTheStream() {
        return segment.length() > 0 && segment.position() >= from.sent().highest() && segment.position() == from.sent().next();
    }

    private boolean hasLaterTimestamp() {
        return tcp().options().timestamps() && from.isTimestamped() && tcp().options().tsVal() - from.latestTimestamp() > 0;
    }

    void certain(String rule, String message) {
        findings.certain(segment.frame(), rule, message);
    }

    void doubtful(String rule, String message) {
        findings.doubtful(segment.frame(), rule, message);
    }
}
