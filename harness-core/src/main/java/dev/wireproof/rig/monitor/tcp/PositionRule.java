package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/** No segment begins before the connection, and one without data does not claim octets that were not sent (RFC 9293 section 3.4). */
final class PositionRule implements TcpRule {
    @Override
    public void judge(Step step) {
        Segment segment = step.segment();
        long position = segment.position();
        SentStream sent = step.from().sent();
        if (step.from().isFromStart() && (position < 0 || position == 0 && segment.length() > 1 && !step.has(TcpSegmentRecord.SYN))) {
            step.doubtful(SentStream.RULE, "sequence number " + position + " lies before the connection");
        } else if (segment.length() > 0 || position <= sent.sentEnd()) {
            step.findings().holds();
        } else if (step.findings().isComplete()) {
            step.certain(SentStream.RULE, "sequence number " + position + " but only up to " + sent.sentEnd() + " was sent");
        } else {
            step.findings().inconclusive(SentStream.RULE + ": an empty segment ahead of the data that the capture holds");
        }
    }
}
