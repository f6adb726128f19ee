package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.SackBlock;

/** SACK blocks are runs of octets that were sent (RFC 2018 section 3, RFC 2883 for those below the acknowledgment). */
final class SackRule implements TcpRule {
    private static final String NAME = "tcp-sack";

    private final OpenClaims claims;

    SackRule(OpenClaims claims) {
        this.claims = claims;
    }

    @Override
    public void judge(Step step) {
        for (SackBlock block : step.tcp().options().sack()) {
            long left = step.to().position(block.left());
            long right = step.to().position(block.right());
            String text = "SACK block " + left + ":" + right;
            if (left >= right) {
                step.certain(NAME, text + " is empty or reversed");
            } else if (!step.to().isFromStart()) {
                step.findings().inconclusive(NAME + ": the capture starts in the middle of the connection");
            } else if (right > step.to().sent().sentEnd()) {
                claims.open(
                        step, NAME, text + " but the peer has sent only up to " + step.to().sent().sentEnd(),
                        OpenClaims.sentUpTo(step.to(), right));
            } else if (left < 0) {
                step.certain(NAME, text + " begins before the connection");
            } else {
                step.findings().holds();
            }
        }
    }
}
