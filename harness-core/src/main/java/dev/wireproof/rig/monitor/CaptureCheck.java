package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.CaptureReader;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.monitor.tcp.TcpMonitor;
import java.util.List;

/** Holds captures against all monitors that need frames only. */
public final class CaptureCheck {
    private static final int ETHERNET_MTU = 1500;

    private final Findings findings = new Findings();
    private final List<Monitor> monitors;
    private long frames;

    private CaptureCheck(List<Monitor> monitors) {
        this.monitors = monitors;
    }

    /** For a capture from elsewhere: frames may be missing, devices may have had offloads. */
    public static CaptureCheck foreign() {
        return new CaptureCheck(List.of(
                new ChecksumMonitor(), new LengthMonitor(), new SuperSegmentMonitor(ETHERNET_MTU, true), TcpMonitor.foreign()));
    }

    /**
     * For a run of ours: every frame is there, in the order in which hosts sent them.
     *
     * @param mtu octets of the largest IPv4 packet on any link
     */
    public static CaptureCheck complete(int mtu) {
        return new CaptureCheck(List.of(
                new ChecksumMonitor(), new LengthMonitor(), new SuperSegmentMonitor(mtu, false), TcpMonitor.complete()));
    }

    /**
     * Checks a file from anywhere.
     *
     * @param fileOrDash a path, or {@code -} for standard input
     * @throws dev.wireproof.rig.capture.CaptureException when it cannot be read
     */
    public static CheckResult file(String fileOrDash) {
        CaptureCheck check = foreign();
        try (CaptureReader reader = CaptureReader.open(fileOrDash)) {
            for (CapturedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                check.frame(frame);
            }
            if (reader.lostFrames() > 0) {
                check.findings.note("frames lost by the capturing program: " + reader.lostFrames());
            }
        }
        return check.result(fileOrDash);
    }

    /** The next frame. */
    public void frame(CapturedFrame captured) {
        frames++;
        DecodedFrame frame = DecodedFrame.of(captured);
        boolean copy = Observed.isCableCopy(frame);
        Observed observed = Observed.of(frame);
        for (Monitor monitor : monitors) {
            if (copy) {
                monitor.copy(observed);
            } else {
                monitor.frame(observed, findings);
            }
        }
    }

    /** The capture is over. */
    public CheckResult result(String name) {
        for (Monitor monitor : monitors) {
            monitor.end(findings);
        }
        return new CheckResult(
                name, frames, findings.violations(), findings.conclusive(), findings.inconclusive(), findings.notes());
    }
}
