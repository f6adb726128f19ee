package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.FrameSink;
import dev.wireproof.rig.monitor.CaptureCheck;
import dev.wireproof.rig.monitor.CheckResult;
import dev.wireproof.rig.monitor.Violation;

/** Holds every frame of a passed run against the monitors; what a scripted peer sent is learned from, not judged. */
final class MonitorCheck {
    private static final int ETHERNET_MTU = 1500;

    private MonitorCheck() {}

    /** What the monitors object to, one line a frame and rule; empty when nothing. */
    static String objections(Trace trace) {
        CaptureCheck check = CaptureCheck.complete(ETHERNET_MTU);
        for (CapturedFrame f : trace.frames()) {
            check.frame(f);
        }
        CheckResult found = check.result("run");
        if (found.violations().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("monitors object:");
        for (Violation v : found.violations()) {
            text.append("\n  ").append(v);
            if (v.frame() >= 1 && v.frame() <= trace.frames().size()) {
                text.append(", at ").append(Span.ns(trace.frames().get((int) v.frame() - 1).unixNanos() - FrameSink.VIRTUAL_ZERO_UNIX_NANOS));
            }
        }
        return text.toString();
    }
}
