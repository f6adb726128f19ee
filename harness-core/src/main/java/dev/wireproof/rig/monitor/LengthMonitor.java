package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.Ipv4Record;
import dev.wireproof.rig.capture.LinkType;

/** Length fields that fit the frame and each other. */
public final class LengthMonitor implements Monitor {
    static final String NAME = "lengths";
    private static final int SHORTEST_ETHERNET = 60;

    @Override
    public void frame(Observed seen, Findings out) {
        if (!seen.judged()) {
            return;
        }
        DecodedFrame frame = seen.frame();
        CapturedFrame captured = frame.captured();
        if (frame.problem() != null) {
            if (captured.isCut()) {
                out.inconclusive(NAME + ": header cut by the snapshot length");
            } else {
                out.violation(seen.number(), NAME, frame.problem());
            }
            return;
        }
        if (frame.ip() == null) {
            if (frame.arp() == null) {
                out.note("neither IPv4 nor ARP: not judged");
            }
            return;
        }
        String problem = problem(frame, frame.ip(), captured.originalLength());
        if (problem != null) {
            out.violation(seen.number(), NAME, problem);
            return;
        }
        out.holds();
        int trailer = captured.originalLength() - frame.ip().offset() - frame.ip().packetLength();
        boolean padding = captured.on().linkType() == LinkType.ETHERNET && captured.originalLength() <= SHORTEST_ETHERNET;
        if (trailer > 0 && !padding) {
            out.note("octets after the end of the IPv4 packet");
        }
    }

    private static String problem(DecodedFrame frame, Ipv4Record ip, int frameLength) {
        if (ip.payloadLength() < 0) {
            return "IPv4 total length " + ip.totalLength() + " is less than its header of " + ip.headerLength();
        }
        if (ip.offset() + ip.packetLength() > frameLength) {
            return "IPv4 total length " + ip.totalLength() + " exceeds the " + (frameLength - ip.offset()) + " octets there";
        }
        if (ip.moreFragments() && ip.payloadLength() % 8 != 0) {
            return "a fragment of " + ip.payloadLength() + " octets that is not the last: expected a multiple of 8";
        }
        if (ip.fragmentOffset() + ip.payloadLength() + ip.headerLength() > 65_535 + 8 && ip.isFragment()) {
            return "a fragment reaches beyond 65,535 octets";
        }
        if (frame.udp() != null && !ip.isFragment() && frame.udp().length() != ip.payloadLength()) {
            return "UDP length " + frame.udp().length() + " in an IPv4 payload of " + ip.payloadLength();
        }
        if (frame.tcp() != null && frame.tcp().options().malformed() != null) {
            return "TCP " + frame.tcp().options().malformed();
        }
        return null;
    }
}
