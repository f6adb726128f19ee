package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.TcpPacket;

/** Decoding of good frames, of any octets, and beside a second decoder. */
class DecodedFrameTest {
    private static DecodedFrame decode(LinkType link, byte[] octets) {
        CaptureInterface on = new CaptureInterface(0, "a", "", link);
        return DecodedFrame.of(new CapturedFrame(1, 0, on, octets, octets.length, Direction.UNKNOWN, ""));
    }

    @Property(tries = 3000)
    void anyOctetsAreTaken(@ForAll LinkType link, @ForAll @Size(max = 120) byte[] octets) {
        decode(link, octets);
    }

    @Property(tries = 3000)
    void brokenSegmentsAreTaken(
            @ForAll @IntRange(max = 200) int cut, @ForAll @IntRange(max = 93) int place, @ForAll byte value) {
        byte[] octets = synAck().payload(new byte[20]).build();
        octets[place] = value;
        FrameText.of(decode(LinkType.ETHERNET, Arrays.copyOf(octets, Math.min(cut, octets.length))));
    }

    private static FrameBuilder synAck() {
        return FrameBuilder.frame()
                .tcp(80, 4000, 0xFFFFFFFF, 7, 0x12, 65535, 2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 8, 1, 3, 3, 7);
    }

    @Test
    void everyFieldOfASynAckIsRead() {
        DecodedFrame frame = decode(LinkType.ETHERNET, synAck().build());
        TcpSegmentRecord tcp = frame.tcp();
        assertEquals("10.0.0.1", frame.ip().source().toString());
        assertEquals(80, tcp.sourcePort());
        assertEquals(-1, tcp.seq());
        assertEquals(7, tcp.ack());
        assertEquals(1460, tcp.options().mss());
        assertEquals(7, tcp.options().windowScale());
        assertEquals(9, tcp.options().tsVal());
        assertEquals(8, tcp.options().tsEcr());
        assertEquals(1, tcp.sequenceLength());
        assertNull(tcp.options().malformed());
    }

    @Test
    void allLinkLayersLeadToTheSamePacket() {
        byte[] packet = synAck().ipPacket();
        byte[] qinq = join(new byte[12], new byte[] {(byte) 0x88, (byte) 0xA8, 0, 5, (byte) 0x81, 0, 0x20, 6, 8, 0}, packet);
        byte[] v1 = join(new byte[14], new byte[] {8, 0}, packet);
        byte[] v2 = join(new byte[] {8, 0}, new byte[18], packet);
        assertEquals(80, decode(LinkType.ETHERNET, qinq).tcp().sourcePort());
        assertEquals(List.of(5, 6), decode(LinkType.ETHERNET, qinq).link().vlans());
        assertEquals(80, decode(LinkType.LINUX_COOKED_V1, v1).tcp().sourcePort());
        assertEquals(80, decode(LinkType.LINUX_COOKED_V2, v2).tcp().sourcePort());
        assertEquals(80, decode(LinkType.RAW_IP, packet).tcp().sourcePort());
    }

    private static byte[] join(byte[]... parts) {
        return new FrameBuilder.Out().all(List.of(parts)).toByteArray();
    }

    @Property(tries = 500)
    void pcap4jReadsTheSameFields(
            @ForAll int seq,
            @ForAll int ack,
            @ForAll @IntRange(max = 0xFF) int flags,
            @ForAll @IntRange(max = 65535) int window,
            @ForAll @Size(max = 40) byte[] data)
            throws IllegalRawDataException {
        byte[] octets = FrameBuilder.frame().identification(window)
                .tcp(80, 65535, seq, ack, flags, window, 1, 1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(data).build();
        TcpSegmentRecord ours = decode(LinkType.ETHERNET, octets).tcp();
        IpV4Packet ip = EthernetPacket.newPacket(octets, 0, octets.length).get(IpV4Packet.class);
        TcpPacket.TcpHeader theirs = ip.get(TcpPacket.class).getHeader();
        assertEquals(theirs.getSequenceNumber(), ours.seq());
        assertEquals(theirs.getAcknowledgmentNumber(), ours.ack());
        assertEquals(theirs.getWindowAsInt(), ours.window());
        assertEquals(theirs.getSyn(), ours.has(TcpSegmentRecord.SYN));
        assertEquals(theirs.getRst(), ours.has(TcpSegmentRecord.RST));
        assertEquals(theirs.getUrg(), ours.has(TcpSegmentRecord.URG));
        assertEquals(theirs.getDstPort().valueAsInt(), ours.destinationPort());
        assertEquals(theirs.getChecksum() & 0xFFFF, ours.checksum());
        assertEquals(theirs.length(), ours.headerLength());
        assertEquals(data.length, ours.payloadLength());
    }
}
