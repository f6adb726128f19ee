package dev.wireproof.rig.scenario;

import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.monitor.CaptureCheck;
import dev.wireproof.rig.monitor.CheckResult;
import dev.wireproof.rig.monitor.Violation;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;

/** Holds every frame of a passed run against the monitors; what a scripted peer sent is learned from, not judged. */
final class MonitorCheck {
    private static final int ETHERNET_MTU = 1500;

    private MonitorCheck() {}

    /** The result itself, or a failure that names the frames and rules. */
    static ScenarioResult apply(ScenarioResult result) {
        if (result.outcome() != Outcome.PASSED) {
            return result;
        }
        CaptureCheck check = CaptureCheck.complete(ETHERNET_MTU);
        for (CapturedFrame f : result.trace().frames()) {
            check.frame(f);
        }
        CheckResult found = check.result(result.scenario().id());
        if (found.violations().isEmpty()) {
            return result;
        }
        StringBuilder text = new StringBuilder("monitors object:");
        for (Violation v : found.violations()) {
            text.append("\n  ").append(v);
        }
        return result.failedBy(text.toString());
    }
}
