package dev.wireproof.rig.monitor.tcp;

import static dev.wireproof.rig.capture.TcpSegmentRecord.ACK;
import static dev.wireproof.rig.capture.TcpSegmentRecord.CWR;
import static dev.wireproof.rig.capture.TcpSegmentRecord.SYN;

/**
 * What may be ECN-capable (RFC 3168 sections 6.1.1 to 6.1.5): new data of a connection whose SYNs agreed on it; neither SYNs nor
 * acknowledgements without text nor repetitions. CWR stands on new data.
 */
final class EcnRule implements TcpRule {
    private static final String NAME = "tcp-ecn";
    private static final int CODE_POINT = 3;

    @Override
    public void judge(Step step) {
        boolean capable = (step.segment().seen().frame().ip().tos() & CODE_POINT) != 0;
        if (step.has(SYN)) {
            handshake(step, capable);
        } else if (step.from().agreesOnEcn(step.to())) {
            agreed(step, capable);
        } else if (capable && step.isFromStart() && isRuledOut(step)) {
            step.certain(NAME, "ECN-capable although the SYNs did not agree on ECN");
        }
    }

    private static void handshake(Step step, boolean capable) {
        if (capable && step.has(ACK) && step.from().sent().highest() > 1) {
            // Linux sends a SYN-ACK behind Fast Open text again with the code point of the text; in the ledger.
            step.findings().inconclusive(NAME + ": a SYN-ACK repeated behind text is ECN-capable");
        } else if (capable) {
            step.certain(NAME, "a SYN is ECN-capable");
        } else if (step.from().grantsEcn() && step.to().isFromStart() && !step.to().asksForEcn() && step.findings().isComplete()) {
            step.certain(NAME, "the SYN-ACK grants ECN that the SYN did not ask for");
        } else {
            step.findings().holds();
        }
    }

    private static void agreed(Step step, boolean capable) {
        boolean text = step.tcp().payloadLength() > 0;
        boolean again = text && step.segment().position() < step.from().sent().highest();
        if (capable && !text) {
            step.certain(NAME, "a segment without text is ECN-capable");
        } else if (capable && again) {
            step.doubtful(NAME, "a repetition is ECN-capable");
        } else if (step.has(CWR) && again) {
            step.doubtful(NAME, "a repetition says CWR");
        } else {
            step.findings().holds();
        }
    }

    // Newer feedback of congestion uses other flags of the SYNs, which may be lost on a capture made elsewhere.
    private static boolean isRuledOut(Step step) {
        boolean nobodyAsks = !step.from().asksForEcn() && !step.to().asksForEcn();
        return nobodyAsks || step.findings().isComplete() && !step.from().usesEcnFlags() && !step.to().usesEcnFlags();
    }
}
