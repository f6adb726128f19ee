package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.core.base.Flow;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.TcpSegmentRecord;
import dev.wireproof.rig.monitor.ChecksumVerdict;
import dev.wireproof.rig.monitor.Findings;
import dev.wireproof.rig.monitor.Monitor;
import dev.wireproof.rig.monitor.Observed;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sorts segments into flows and holds each flow against the rules of TCP. Segments that a receiver would drop unread are left out. */
public final class TcpMonitor implements Monitor {
    private final boolean complete;
    private final Map<Flow, TcpFlow> flows = new LinkedHashMap<>();

    private TcpMonitor(boolean complete) {
        this.complete = complete;
    }

    /** For captures that may lack frames. */
    public static TcpMonitor foreign() {
        return new TcpMonitor(false);
    }

    /** For captures that hold every frame, in the order in which hosts sent them. */
    public static TcpMonitor complete() {
        return new TcpMonitor(true);
    }

    @Override
    public void frame(Observed seen, Findings out) {
        DecodedFrame frame = seen.frame();
        if (frame.tcp() == null) {
            return;
        }
        if (frame.ip().isFragment()) {
            out.inconclusive("tcp: a segment in fragments");
            return;
        }
        boolean unread = seen.ipChecksum() == ChecksumVerdict.BAD || seen.transportChecksum() == ChecksumVerdict.BAD;
        Flow flow = new Flow(
                frame.ip().source(), frame.tcp().sourcePort(), frame.ip().destination(), frame.tcp().destinationPort());
        boolean fromFirst = flow.isFromFirst();
        Flow key = fromFirst ? flow : flow.reversed();
        TcpFlow known = flows.get(key);
        if (unread) {
            if (known != null) {
                known.unread(out);
            }
            return;
        }
        if (known == null || known.isReplacedBy(frame.tcp(), fromFirst)) {
            TcpFlow old = known;
            known = new TcpFlow(out, complete);
            if (old != null) {
                old.end();
                if (frame.tcp().has(TcpSegmentRecord.ACK)) {
                    known.adoptSyn(old, fromFirst);
                }
            }
            flows.put(key, known);
        }
        known.segment(seen, fromFirst);
    }

    @Override
    public void copy(Observed seen) {
        DecodedFrame frame = seen.frame();
        boolean readable = seen.ipChecksum() != ChecksumVerdict.BAD && seen.transportChecksum() != ChecksumVerdict.BAD;
        if (frame.tcp() == null || !frame.tcp().has(TcpSegmentRecord.SYN) || !readable) {
            return;
        }
        Flow flow = new Flow(
                frame.ip().source(), frame.tcp().sourcePort(), frame.ip().destination(), frame.tcp().destinationPort());
        boolean fromFirst = flow.isFromFirst();
        TcpFlow known = flows.get(fromFirst ? flow : flow.reversed());
        if (known != null) {
            known.synArrived(frame.tcp(), fromFirst);
        }
    }

    @Override
    public void end(Findings out) {
        flows.values().forEach(TcpFlow::end);
        flows.clear();
    }
}
