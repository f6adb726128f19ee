package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * No text before the peer has acknowledged our SYN (RFC 9293 section 3.10.2: a SEND in SYN-RECEIVED is queued), unless the peer's own
 * SYN has tried Fast Open (RFC 7413 section 4.2.2).
 */
final class EarlyTextRule implements TcpRule {
    private static final String NAME = "tcp-early-text";

    @Override
    public void judge(Step step) {
        if (step.tcp().payloadLength() == 0 || step.has(TcpSegmentRecord.SYN) || !step.isFromStart() || step.from().sent().acked() > 0) {
            return;
        }
        if (step.to().triesFastOpen()) {
            step.findings().holds();
        } else if (step.findings().isComplete()) {
            step.certain(NAME, "text before the peer has acknowledged the SYN, which did not try Fast Open");
        } else {
            step.findings().inconclusive(NAME + ": the acknowledgment of the SYN may be missing from the capture");
        }
    }
}
