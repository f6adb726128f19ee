package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.DecodedFrame;

/** Checksums of IPv4, TCP, UDP and ICMP (RFC 791, 9293, 768, 792). */
public final class ChecksumMonitor implements Monitor {
    static final String IP = "ip-checksum";
    static final String TCP = "tcp-checksum";
    static final String UDP = "udp-checksum";
    static final String ICMP = "icmp-checksum";

    @Override
    public void frame(Observed seen, Findings out) {
        if (!seen.judged()) {
            return;
        }
        DecodedFrame frame = seen.frame();
        judge(seen, seen.ipChecksum(), IP, frame.ip() == null ? 0 : frame.ip().checksum(), out);
        if (frame.tcp() != null) {
            judge(seen, seen.transportChecksum(), TCP, frame.tcp().checksum(), out);
        } else if (frame.udp() != null) {
            judge(seen, seen.transportChecksum(), UDP, frame.udp().checksum(), out);
        } else if (frame.icmp() != null) {
            judge(seen, seen.transportChecksum(), ICMP, frame.icmp().checksum(), out);
        }
    }

    private static void judge(Observed seen, ChecksumVerdict verdict, String rule, int field, Findings out) {
        switch (verdict) {
            case GOOD -> out.holds();
            case BAD -> out.violation(seen.number(), rule, "wrong checksum 0x" + Integer.toHexString(field));
            case OFFLOADED -> out.note(rule + " left to the device (offloaded)");
            case NONE -> out.note(rule + " not used by the sender");
            case UNKNOWN -> out.inconclusive(rule + ": fragment or cut by the snapshot length");
            case ABSENT -> { }
        }
    }
}
