package dev.wireproof.rig.fault;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpOptions;
import java.util.List;

/** Changes the octets of a frame. Payload is shared between buffers, so a changed frame is always a copy. */
public final class FrameChange {
    static final int ETHERNET = 14;
    private static final int IP_CHECKSUM = 10;
    private static final int CE = 3;
    private static final int TCP_HEADER = 20;
    private static final int TCP_CHECKSUM = 16;

    private FrameChange() {}

    /** A copy of {@code frame} with the changes made in order; actions that change no octet are passed over. */
    public static SkBuff apply(SkBuff frame, List<FaultAction> changes) {
        SkBuff copy = frame.linearCopy();
        for (FaultAction change : changes) {
            apply(copy, change);
        }
        return copy;
    }

    private static void apply(SkBuff copy, FaultAction change) {
        if (change instanceof FaultAction.Flip f && f.bit() < 8 * copy.length()) {
            copy.head()[copy.data() + f.bit() / 8] ^= (byte) (0x80 >>> f.bit() % 8);
        } else if (change instanceof FaultAction.Overwrite o && o.offset() < copy.length()) {
            copy.head()[copy.data() + o.offset()] = (byte) o.octet();
        } else if (change instanceof FaultAction.Truncate t) {
            copy.trim(t.octets());
        } else if (change instanceof FaultAction.BreakChecksum) {
            breakChecksum(copy);
        } else if (change instanceof FaultAction.StripOption s) {
            stripOption(copy, s.kind());
        } else if (change instanceof FaultAction.MarkCe) {
            markCe(copy);
        }
    }

    private static void markCe(SkBuff copy) {
        byte[] a = copy.head();
        int ip = copy.data() + ETHERNET;
        if (isIpv4(copy) && (a[ip + 1] & CE) != 0) {
            overwriteSummed(a, ip + 1, a[ip + 1] | CE, ip, ip + IP_CHECKSUM);
        }
    }

    private static boolean isIpv4(SkBuff copy) {
        return copy.length() >= ETHERNET + 20 && Octets.u16(copy.head(), copy.data() + ETHERNET - 2) == EtherType.IPV4;
    }

    private static void stripOption(SkBuff copy, int kind) {
        int field = checksumField(copy);
        byte[] a = copy.head();
        if (field < 0 || Octets.u8(a, copy.data() + ETHERNET + 9) != IpProtocol.TCP) {
            return;
        }
        int tcp = field - TCP_CHECKSUM;
        int end = Math.min(copy.tail(), tcp + 4 * (Octets.u8(a, tcp + 12) >> 4));
        int at = tcp + TCP_HEADER;
        while (at < end && a[at] != TcpOptions.END) {
            int length = a[at] == TcpOptions.NOP ? 1 : at + 1 < end ? Math.max(1, Octets.u8(a, at + 1)) : 1;
            if (Octets.u8(a, at) == kind && at + length <= end) {
                for (int i = at; i < at + length; i++) {
                    overwriteSummed(a, i, TcpOptions.NOP, tcp, field);
                }
            }
            at += length;
        }
    }

    /** Changes one octet of a header and keeps its checksum as right or wrong as it was (RFC 1624): HC' = ~(~HC + ~m + m'). */
    private static void overwriteSummed(byte[] a, int at, int octet, int header, int field) {
        int word = at - (at - header & 1);
        int before = Octets.u16(a, word);
        a[at] = (byte) octet;
        int sum = (~Octets.u16(a, field) & 0xFFFF) + (~before & 0xFFFF) + Octets.u16(a, word);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        Octets.put16(a, field, ~((sum & 0xFFFF) + (sum >>> 16)) & 0xFFFF);
    }

    private static void breakChecksum(SkBuff copy) {
        byte[] a = copy.head();
        int at = checksumField(copy);
        if (at >= 0) {
            int field = Octets.u16(a, at);
            // A UDP checksum of zero means "none" and would be accepted (RFC 768).
            Octets.put16(a, at, field == 1 ? 2 : field ^ 1);
        }
    }

    /** Position of the transport checksum, or of the IP header's, or -1. */
    private static int checksumField(SkBuff copy) {
        byte[] a = copy.head();
        int ip = copy.data() + ETHERNET;
        if (!isIpv4(copy)) {
            return -1;
        }
        int offset = switch (Octets.u8(a, ip + 9)) {
            case IpProtocol.TCP -> TCP_CHECKSUM;
            case IpProtocol.UDP -> 6;
            case IpProtocol.ICMP -> 2;
            default -> -1;
        };
        int transport = ip + 4 * (a[ip] & 15);
        boolean present = offset >= 0 && (Octets.u16(a, ip + 6) & 0x1FFF) == 0 && transport + offset + 2 <= copy.tail();
        return present ? transport + offset : ip + IP_CHECKSUM;
    }
}
