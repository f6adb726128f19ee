package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Mac;
import java.util.ArrayList;
import java.util.List;

/**
 * The link layer of a frame.
 *
 * @param source null where the link has no addresses (raw IP)
 * @param destination null where the link does not say (raw IP, Linux cooked)
 * @param vlans VLAN identifiers, outermost first (IEEE 802.1Q and 802.1ad)
 * @param etherType protocol of the payload; below 1536 it is an 802.3 length; -1 when unknown
 * @param payloadOffset where the payload starts
 */
public record LinkRecord(Mac source, Mac destination, List<Integer> vlans, int etherType, int payloadOffset) {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int IPV6 = 0x86DD;
    private static final int COOKED_V1_LENGTH = 16;
    private static final int COOKED_V2_LENGTH = 20;

    /** The link layer of a captured frame, or null when the frame is too short for one. */
    static LinkRecord of(CapturedFrame frame) {
        byte[] octets = frame.octets();
        switch (frame.on().linkType()) {
            case ETHERNET:
                return octets.length < 14
                        ? null
                        : tagged(octets, new Mac(Octet.u48(octets, 6)), new Mac(Octet.u48(octets, 0)), Octet.u16(octets, 12), 14);
            case LINUX_COOKED_V1:
                return octets.length < COOKED_V1_LENGTH
                        ? null
                        : tagged(octets, new Mac(Octet.u48(octets, 6)), null, Octet.u16(octets, 14), COOKED_V1_LENGTH);
            case LINUX_COOKED_V2:
                return octets.length < COOKED_V2_LENGTH
                        ? null
                        : tagged(octets, new Mac(Octet.u48(octets, 12)), null, Octet.u16(octets, 0), COOKED_V2_LENGTH);
            default:
                return octets.length < 1 ? null : new LinkRecord(null, null, List.of(), byVersion(octets[0]), 0);
        }
    }

    private static int byVersion(byte first) {
        int version = (first & 255) >>> 4;
        return version == 4 ? IPV4 : version == 6 ? IPV6 : -1;
    }

    private static LinkRecord tagged(byte[] octets, Mac source, Mac destination, int type, int offset) {
        if (!isTag(type)) {
            return new LinkRecord(source, destination, List.of(), type, offset);
        }
        List<Integer> vlans = new ArrayList<>(2);
        int inner = type;
        int at = offset;
        while (isTag(inner) && octets.length >= at + 4) {
            vlans.add(Octet.u16(octets, at) & 0xFFF);
            inner = Octet.u16(octets, at + 2);
            at += 4;
        }
        return new LinkRecord(source, destination, vlans, inner, at);
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88A8 || type == 0x9100;
    }
}
