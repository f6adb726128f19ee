package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/** An acknowledgment is never for octets not sent, and never goes back (RFC 9293 section 3.4). */
final class AckRule implements TcpRule {
    private static final String BEYOND = "tcp-ack";
    private static final String ORDER = "tcp-ack-order";

    private final OpenClaims claims;

    AckRule(OpenClaims claims) {
        this.claims = claims;
    }

    @Override
    public void judge(Step step) {
        if (!step.has(TcpSegmentRecord.ACK)) {
            return;
        }
        SentStream sent = step.to().sent();
        long ack = step.segment().ack();
        if (ack > sent.sentEnd()) {
            beyond(step, sent, ack);
            return;
        }
        step.findings().holds();
        if (ack >= sent.acked()) {
            step.findings().holds();
        } else if (step.isProvablyNewest()) {
            step.certain(ORDER, "acknowledges " + ack + " after " + sent.acked());
        } else {
            step.findings().inconclusive(ORDER + ": the segment may be reordered");
        }
    }

    private void beyond(Step step, SentStream sent, long ack) {
        if (!step.to().isFromStart()) {
            step.findings().inconclusive(BEYOND + ": the capture starts in the middle of the connection");
            sent.startAt(ack);
            return;
        }
        claims.open(
                step, BEYOND, "acknowledges " + ack + " but the peer has sent only up to " + sent.sentEnd(),
                OpenClaims.sentUpTo(step.to(), ack));
    }
}
