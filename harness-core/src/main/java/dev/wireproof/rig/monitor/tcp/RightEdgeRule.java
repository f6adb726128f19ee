package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * Data stays within the window the peer has offered (RFC 9293 section 3.8.6); a probe of one octet may go beyond (3.8.6.1). The largest
 * right edge ever offered counts, for a sender may not yet have seen a smaller one.
 */
final class RightEdgeRule implements TcpRule {
    private static final String NAME = "tcp-window";

    private final OpenClaims claims;

    RightEdgeRule(OpenClaims claims) {
        this.claims = claims;
    }

    @Override
    public void judge(Step step) {
        int octets = step.tcp().payloadLength();
        if (octets == 0 || step.has(TcpSegmentRecord.SYN)) {
            return;
        }
        long edge = step.from().edge();
        long end = step.segment().position() + octets;
        if (edge < 0) {
            step.findings().inconclusive(NAME + ": window or scale of the peer is not in the capture");
        } else if (end <= edge) {
            step.findings().holds();
        } else if (octets == 1 && step.segment().position() <= edge) {
            step.findings().note("window probe with data");
        } else {
            claims.open(
                    step, NAME, "data up to " + end + " but the peer's window ends at " + edge,
                    OpenClaims.allowedUpTo(step.from(), end));
        }
    }
}
