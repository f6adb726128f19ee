package dev.wireproof.rig.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.skb.SkBuff;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameConditionsTest {
    private static final String ETHERNET = "020000000002 020000000001 0800 ";
    /** SYN from port 49152 to 80, sequence 0xfffffff0. */
    private static final String SYN = ETHERNET + "45000028 00004000 40060000 0a000001 0a000002  c0000050 fffffff0 00000000 50021000 00000000";
    /** PSH ACK with 3 octets, acknowledging 1000. */
    private static final String DATA = ETHERNET + "4500002b 00004000 40060000 0a000001 0a000002  c0000050 00000001 000003e8 50181000 00000000 616263";
    private static final String UDP = ETHERNET + "4500001e 00000000 40110000 0a000001 0a000002  00351234 000a0001 6162";
    private static final String FRAGMENT = ETHERNET + "4500001c 00002001 40110000 0a000001 0a000002  00351234 00080000";
    private static final String ARP = "ffffffffffff 020000000001 0806 0001080006040001";

    private static SkBuff frame(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        return SkBuff.received(octets, 0, octets.length);
    }

    private static String frameNamed(String name) {
        return switch (name) {
            case "SYN" -> SYN;
            case "DATA" -> DATA;
            case "UDP" -> UDP;
            case "FRAGMENT" -> FRAGMENT;
            default -> ARP;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "SYN, tcp+syn, true", "SYN, tcp+syn+ack, false", "SYN, syn+!ack, true", "SYN, data, false", "SYN, dport=80, true",
        "SYN, sport=80, false", "SYN, port=49152, true", "SYN, seq=4294967280, true", "SYN, len=54, true", "SYN, len>54, false",
        "DATA, tcp+data+psh, true", "DATA, ack=1000, true", "DATA, len<58, true", "DATA, udp, false",
        "UDP, udp+sport=53, true", "UDP, ip, true", "UDP, fragment, false", "FRAGMENT, fragment, true", "FRAGMENT, port=53, false",
        "ARP, arp, true", "ARP, ip, false", "ARP, tcp, false"
    })
    void conditionsLookAtTheFrame(String name, String conditions, boolean expected) {
        assertEquals(expected, FrameConditions.parse(conditions).matches(frame(frameNamed(name))));
    }

    @Test
    void shortFramesAnswerNo() {
        for (int length = 0; length < 54; length++) {
            SkBuff f = frame(SYN);
            f.trim(length);
            assertFalse(FrameConditions.parse("tcp+syn").matches(f));
        }
    }

    @Test
    void anUnknownWordIsNamed() {
        var e = assertThrows(IllegalArgumentException.class, () -> FrameConditions.parse("tcp+sin"));
        assertEquals(true, e.getMessage().startsWith("condition 'sin': expected one of arp ip icmp"));
    }

    @ParameterizedTest
    @CsvSource({"SYN, 50", "UDP, 40", "DATA, 50"})
    void aBrokenTransportChecksumIsNeverZeroAndAlwaysDifferent(String name, int field) {
        SkBuff before = frame(frameNamed(name));
        SkBuff after = FrameChange.apply(before, List.of(new FaultAction.BreakChecksum()));
        byte[] a = before.toBytes();
        byte[] b = after.toBytes();
        int old = (a[field] & 255) << 8 | a[field + 1] & 255;
        int now = (b[field] & 255) << 8 | b[field + 1] & 255;
        assertEquals(true, old != now && now != 0);
        a[field] = b[field];
        a[field + 1] = b[field + 1];
        assertEquals(HexFormat.of().formatHex(a), HexFormat.of().formatHex(b));
    }
}
