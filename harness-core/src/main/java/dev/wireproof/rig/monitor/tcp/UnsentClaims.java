package dev.wireproof.rig.monitor.tcp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Acknowledgments and SACK blocks for octets that the capture has not shown. If the sender then sends just those octets for the first
 * time, the claim was false; if it goes on beyond them, the capture lacks frames.
 */
final class UnsentClaims {
    private record Claim(Side about, long position, long frame, String rule, String message) {}

    private final FlowFindings findings;
    private final List<Claim> open = new ArrayList<>(2);

    UnsentClaims(FlowFindings findings) {
        this.findings = findings;
    }

    /** A claim that {@code about} has sent everything below a position. */
    void claim(Side about, long position, Segment by, String rule, String message) {
        if (findings.isComplete()) {
            findings.certain(by.frame(), rule, message);
        } else if (findings.isJudging()) {
            open.add(new Claim(about, position, by.frame(), rule, message));
        }
    }

    /**
     * A segment with data is about to be taken in.
     *
     * @param fresh whether it continues its stream
     */
    void sent(Side from, Segment segment, boolean fresh) {
        for (Iterator<Claim> each = open.iterator(); each.hasNext(); ) {
            Claim claim = each.next();
            if (claim.about == from && segment.position() >= claim.position) {
                findings.framesMissing();
                each.remove();
            } else if (claim.about == from && fresh) {
                boolean judging = findings.isJudging();
                findings.judging(true);
                findings.doubtful(claim.frame, claim.rule, claim.message);
                findings.judging(judging);
                each.remove();
            }
        }
    }

    /** The capture is over: what is still open may be due to frames after its end. */
    void end() {
        open.forEach(claim -> findings.inconclusive(claim.rule + ": about octets that the capture does not hold"));
        open.clear();
    }
}
