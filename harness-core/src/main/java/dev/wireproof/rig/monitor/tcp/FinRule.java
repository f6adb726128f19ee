package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;

/** The FIN has one place, and nothing comes behind it (RFC 9293 section 3.6). */
final class FinRule implements TcpRule {
    private static final String NAME = "tcp-fin";

    @Override
    public void judge(Step step) {
        Segment segment = step.segment();
        long fin = step.from().sent().fin();
        if (segment.length() == 0 || fin == SentStream.NONE) {
            return;
        }
        if (segment.end() > fin + 1) {
            step.certain(NAME, "data up to " + segment.end() + " behind the FIN at " + fin);
        } else if (step.has(TcpSegmentRecord.FIN) && segment.end() != fin + 1) {
            step.doubtful(NAME, "FIN at " + (segment.end() - 1) + " after one at " + fin);
        } else {
            step.findings().holds();
        }
    }
}
