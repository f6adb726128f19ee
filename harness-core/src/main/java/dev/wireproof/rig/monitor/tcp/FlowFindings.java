package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.monitor.Findings;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules say about one flow. One finding a frame: what follows from it is no second one. A <em>doubtful</em> finding is one
 * that frames missing from the capture would explain; it counts only when nothing else in the flow shows that any are missing.
 */
final class FlowFindings {
    private record Finding(String rule, String message, boolean doubtful) {}

    private final Findings out;
    private final boolean complete;
    private final Map<Long, Finding> byFrame = new TreeMap<>();
    private boolean judging;
    private boolean framesMissing;

    /**
     * @param complete true when the capture is known to hold every frame, so that nothing is doubtful
     */
    FlowFindings(Findings out, boolean complete) {
        this.out = out;
        this.complete = complete;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether findings about the segment at hand count. */
    void judging(boolean counts) {
        judging = counts;
    }

    boolean isJudging() {
        return judging;
    }

    void certain(long frame, String rule, String message) {
        if (judging) {
            byFrame.putIfAbsent(frame, new Finding(rule, message, false));
        }
    }

    void doubtful(long frame, String rule, String message) {
        doubtful(judging, frame, rule, message);
    }

    /**
     * A doubtful finding about an earlier segment.
     *
     * @param counts whether findings about that segment count
     */
    void doubtful(boolean counts, long frame, String rule, String message) {
        if (counts) {
            byFrame.putIfAbsent(frame, new Finding(rule, message, !complete));
        }
    }

    void holds() {
        if (judging) {
            out.holds();
        }
    }

    void inconclusive(String why) {
        if (judging) {
            out.inconclusive(why);
        }
    }

    void note(String what) {
        if (judging) {
            out.note(what);
        }
    }

    /** The flow shows that the capture lacks frames. */
    void framesMissing() {
        framesMissing = true;
        out.inconclusive("octets acknowledged that the capture does not hold");
    }

    /** Segments of the flow were not fit to be read, so octets will seem to be missing. */
    void segmentsUnread() {
        framesMissing = true;
    }

    /** The flow is over. */
    void flush() {
        byFrame.forEach((frame, finding) -> {
            if (finding.doubtful && framesMissing) {
                out.inconclusive(finding.rule + ": frames are missing from the capture");
            } else {
                out.violation(frame, finding.rule, finding.message);
            }
        });
        byFrame.clear();
    }
}
