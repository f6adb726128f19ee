package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.Fate;

/**
 * A frame as monitors see it.
 *
 * @param judged false for frames that a script wrote: monitors learn from them only
 * @param ipChecksum verdict on the IPv4 header checksum
 * @param transportChecksum verdict on the checksum of TCP, UDP or ICMP
 */
public record Observed(DecodedFrame frame, boolean judged, ChecksumVerdict ipChecksum, ChecksumVerdict transportChecksum) {
    static Observed of(DecodedFrame frame) {
        return new Observed(
                frame, !frame.captured().on().isScripted(), ChecksumVerdict.ofHeader(frame), ChecksumVerdict.ofTransport(frame));
    }

    /** True for a copy that the cable made or changed: no host sent it so. */
    static boolean isCableCopy(DecodedFrame frame) {
        return frame.captured().direction() == Direction.INBOUND && Fate.COPY.isIn(frame.captured().comment());
    }

    /** Position of the frame in its capture, from 1. */
    public long number() {
        return frame.number();
    }
}
