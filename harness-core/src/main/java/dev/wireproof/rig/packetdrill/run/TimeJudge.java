package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.script.EventTime;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.math.BigDecimal;

/** Whether things happen when the script says. Times here are nanoseconds since the start of the script. */
final class TimeJudge {
    private final Flags flags;

    TimeJudge(Flags flags) {
        this.flags = flags;
    }

    /**
     * Something happened.
     *
     * @param due its time, made absolute
     * @param lastNanos when the event before was due, or -1 for the first
     * @throws ScriptProblem when that is too far from its time
     */
    void check(EventTime due, long actualNanos, long lastNanos, String what) {
        if (due.kind() == EventTime.Kind.ANY) {
            return;
        }
        long tolerance = flags.toleranceNanos(lastNanos < 0 ? 0 : due.startNanos() - lastNanos);
        if (actualNanos < due.startNanos() - tolerance || actualNanos > due.endNanos() + tolerance) {
            String expected = due.isRange() ? seconds(due.startNanos()) + " to " + seconds(due.endNanos()) : seconds(due.startNanos());
            throw ScriptProblem.failed(0, "timing: " + what + "\n  expected at " + expected + " s, within " + seconds(tolerance)
                    + " s\n  actual   at " + seconds(actualNanos) + " s");
        }
    }

    static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(6, java.math.RoundingMode.HALF_EVEN).toPlainString();
    }
}
