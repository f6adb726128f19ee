package dev.wireproof.rig.monitor.tcp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Findings that frames missing from the capture would explain and that a later segment may settle: an acknowledgment of octets not
 * seen, data beyond the window seen, an echo of a timestamp not seen. In a complete capture each is a finding at once.
 */
final class OpenClaims {
    /** What a later segment says about a claim. */
    enum Answer {
        /** Nothing. */
        SILENT,
        /** The rule is broken. */
        BROKEN,
        /** It may have been in order: the capture cannot tell. */
        UNTOLD,
        /** It was in order, and the capture lacks frames. */
        MISSING
    }

    /** Asked before a segment is taken in. */
    interface Test {
        Answer ask(Step later);
    }

    private record Claim(long frame, String rule, String message, Test test) {}

    private final FlowFindings findings;
    private final List<Claim> open = new ArrayList<>(2);

    OpenClaims(FlowFindings findings) {
        this.findings = findings;
    }

    /** Opens a claim about the segment of a step. */
    void open(Step step, String rule, String message, Test test) {
        if (findings.isComplete()) {
            step.certain(rule, message);
        } else if (findings.isJudging()) {
            open.add(new Claim(step.segment().frame(), rule, message, test));
        }
    }

    /** A segment is about to be taken in. */
    void later(Step step) {
        for (Iterator<Claim> each = open.iterator(); each.hasNext(); ) {
            Claim claim = each.next();
            Answer answer = step.segment().frame() == claim.frame ? Answer.SILENT : claim.test.ask(step);
            if (answer == Answer.BROKEN) {
                findings.doubtful(true, claim.frame, claim.rule, claim.message);
            } else if (answer == Answer.UNTOLD) {
                untold(claim);
            } else if (answer == Answer.MISSING) {
                findings.framesMissing();
            }
            if (answer != Answer.SILENT) {
                each.remove();
            }
        }
    }

    private void untold(Claim claim) {
        findings.inconclusive(claim.rule + ": what would allow it may be missing from the capture");
    }

    /** The capture is over: what is still open stays so. */
    void end() {
        open.forEach(this::untold);
        open.clear();
    }

    /** The test of a claim that a side has sent everything below a position. */
    static Test sentUpTo(Side about, long position) {
        return later -> {
            if (later.from() != about || later.segment().length() == 0) {
                return Answer.SILENT;
            }
            if (later.segment().position() >= position) {
                return Answer.MISSING;
            }
            if (later.segment().position() != about.sent().next()) {
                return Answer.SILENT;
            }
            return later.mayFollowMissing() ? Answer.UNTOLD : Answer.BROKEN;
        };
    }

    /** The test of data that needs a right edge which the receiver has not been seen to offer: edges do not move left. */
    static Test allowedUpTo(Side sender, long end) {
        return later -> {
            if (later.to() != sender || later.offeredEdge() < 0) {
                return Answer.SILENT;
            }
            return later.offeredEdge() < end || !later.mayFollowMissing() ? Answer.BROKEN : Answer.UNTOLD;
        };
    }

    /** The test of an echo of a timestamp that its sender has not been seen to send: timestamps do not go back. */
    static Test stampedUpTo(Side about, int echo) {
        return later -> {
            if (later.from() != about || !later.tcp().options().timestamps() || !later.isProvablyNewest()) {
                return Answer.SILENT;
            }
            boolean stampedLess = later.tcp().options().tsVal() - echo < 0;
            return stampedLess || !later.mayFollowMissing() ? Answer.BROKEN : Answer.UNTOLD;
        };
    }
}
