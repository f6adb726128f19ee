package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.frame;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.wire.Ipv4View;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of received packets, written as hex; 0a000001 is our address (facts 3.2). */
class Ipv4OptionsTest {
    private static final int ONE_HOUR_MILLIS = 0x0036_EE80;

    private final EventLoop loop = new EventLoop();
    private final IpHost host = new IpHost(loop, "host");
    private final LinkDevice eth0 = host.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
    private final RecordingTransport transport = new RecordingTransport();

    Ipv4OptionsTest() {
        host.stack.network().register(transport);
        host.knows(eth0, "10.0.0.2", Packets.PEER);
        loop.runUntil(ONE_HOUR_MILLIS * 1_000_000L);
    }

    private void receive(String options) {
        byte[] o = HexFormat.of().parseHex(options);
        byte[] packet = Packets.ip("10.0.0.2", "10.0.0.1", RecordingTransport.NUMBER, bytes(o.length + 12));
        System.arraycopy(o, 0, packet, 20, o.length);
        view(packet).versionAndLength(4, 20 + o.length).fillChecksum();
        eth0.receive(frame(eth0, packet));
    }

    /** The options as the transport's packet carries them. */
    private String seen() {
        assertEquals(1, transport.received.size());
        byte[] head = transport.last.head();
        int at = transport.last.networkHeader;
        int header = new Ipv4View().at(head, at).headerLength();
        assertArrayEquals(Arrays.copyOfRange(bytes(100), header - 20, header - 8), transport.received.get(0));
        return HexFormat.of().formatHex(Arrays.copyOfRange(head, at + 20, at + header));
    }

    @ParameterizedTest
    @CsvSource({
        "unknown is accepted,            5e040000,                 5e040000",
        "no operation,                   01010101,                 01010101",
        "rest behind the end is cleared, 01000505,                 01000000",
        "router alert,                   94040000,                 94040000",
        "record route gets our address,  0707040000000000,         0707080a00000100",
        "second slot of record route,    070b08ffffffff0000000000, 070b0cffffffff0a00000100",
        "full record route stays,        070708ffffffff00,         070708ffffffff00",
        "time only,                      4408050000000000,         440809000036ee80",
        "address and time,               440c0501" + "0000000000000000, 440c0d010a0000010036ee80",
        "our prespecified address,       440c05030a00000100000000, 440c0d030a0000010036ee80",
        "another prespecified address,   440c05030a00000700000000, 440c05030a00000700000000",
        "full timestamp counts,          4408090100000000,         4408091100000000"
    })
    void optionsAreReadAndFilled(String what, String sent, String expected) {
        receive(sent);
        assertEquals(expected, seen(), what);
    }

    @ParameterizedTest
    @CsvSource({
        "length 0,                         05000000, 20",
        "length 1,                         05010000, 20",
        "length beyond the header,         05050000, 20",
        "no length at the end,             01010105, 23",
        "record route without pointer,     07020000, 21",
        "record route pointer too small,   0707030000000000, 22",
        "record route without room,        0707050000000000, 22",
        "two record routes,                0703040703040000, 23",
        "timestamp too short,              44030500, 21",
        "timestamp pointer too small,      4408040000000000, 22",
        "timestamp without room,           4408060000000000, 22",
        "timestamp overflow used up,       440809f000000000, 23",
        "router alert too short,           94030000, 21",
        "source route pointer too small,   8307030000000000, 22",
        "two source routes,                830304890304" + "0000, 23"
    })
    void malformedOptionsAreAnsweredWithTheirPlace(String what, String sent, int pointer) {
        receive(sent);
        assertEquals(0, transport.received.size());
        assertEquals(1, host.count(Counter.IP_IN_HDR_ERRORS));
        assertEquals(1, host.accounts.dropped(DropReason.IP_OPTIONS));
        byte[] error = eth0.take().get(0).packet();
        assertEquals("12 0 " + pointer, error[20] + " " + error[21] + " " + error[24], what);
    }

    @Test
    void aSourceRouteIsDroppedInSilence() {
        receive("8307040a00000900");
        assertEquals(0, transport.received.size());
        assertEquals(0, eth0.sent.size());
        assertEquals(0, host.count(Counter.IP_IN_HDR_ERRORS));
        assertEquals(1, host.accounts.dropped(DropReason.IP_OPTIONS));
    }
}
