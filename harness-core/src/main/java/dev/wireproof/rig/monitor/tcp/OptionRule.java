package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpOptionsRecord;
import dev.wireproof.rig.capture.TcpSegmentRecord;

/**
 * Options stand where they may: MSS, window scale and SACK-permitted on SYN segments (RFC 9293 section 3.7.1, RFC 7323 section 2.2,
 * RFC 2018 section 2), Fast Open too (RFC 7413 section 4.1.1), SACK only to a peer that permits it (RFC 2018 section 4), timestamps on all segments or none (RFC 7323
 * section 3.2).
 */
final class OptionRule implements TcpRule {
    private static final String NAME = "tcp-options";

    @Override
    public void judge(Step step) {
        TcpOptionsRecord options = step.tcp().options();
        if (step.has(TcpSegmentRecord.SYN)) {
            return;
        }
        if (options.hasFastOpen()) {
            step.certain(NAME, "Fast Open on a segment without SYN");
            return;
        }
        if (options.hasSynOption()) {
            step.certain(NAME, "MSS, window scale or SACK-permitted on a segment without SYN");
            return;
        }
        if (!step.isFromStart()) {
            step.findings().inconclusive(NAME + ": what was negotiated is not in the capture");
            return;
        }
        boolean timestamps = step.from().synOptions().timestamps() && step.to().synOptions().timestamps();
        if (!options.sack().isEmpty() && !step.to().synOptions().sackPermitted()) {
            step.certain(NAME, "SACK to a peer that did not permit it");
        } else if (options.timestamps() && !timestamps) {
            step.certain(NAME, "timestamps that were not negotiated");
        } else if (!options.timestamps() && timestamps) {
            step.certain(NAME, "no timestamps though they were negotiated");
        } else {
            step.findings().holds();
        }
    }
}
