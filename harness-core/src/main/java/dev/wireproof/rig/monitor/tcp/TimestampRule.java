package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpOptionsRecord;
import dev.wireproof.rig.capture.TcpSegmentRecord;

/** Timestamps never go back, and an echo is of a value the peer has sent (RFC 7323 section 3.2). */
final class TimestampRule implements TcpRule {
    private static final String NAME = "tcp-timestamp";

    private final OpenClaims claims;

    TimestampRule(OpenClaims claims) {
        this.claims = claims;
    }

    @Override
    public void judge(Step step) {
        TcpOptionsRecord options = step.tcp().options();
        if (!options.timestamps()) {
            return;
        }
        Side from = step.from();
        boolean earlier = from.isTimestamped() && options.tsVal() - from.latestTimestamp() < 0;
        if (earlier && (step.findings().isComplete() || step.continuesTheStream())) {
            step.certain(NAME, "timestamp " + text(options.tsVal()) + " after " + text(from.latestTimestamp()));
        } else if (earlier) {
            step.findings().inconclusive(NAME + ": the segment may be reordered");
        } else {
            step.findings().holds();
        }
        if (step.has(TcpSegmentRecord.ACK) && step.to().isTimestamped() && options.tsEcr() - step.to().latestTimestamp() > 0) {
            claims.open(
                    step, NAME, "echo of " + text(options.tsEcr()) + " but the peer's latest is " + text(step.to().latestTimestamp()),
                    OpenClaims.stampedUpTo(step.to(), options.tsEcr()));
        }
    }

    private static String text(int timestamp) {
        return Integer.toUnsignedString(timestamp);
    }
}
