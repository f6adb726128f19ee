package dev.wireproof.core.ip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Ipv4View;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmenterTest {
    private final Fragmenter fragmenter = new Fragmenter();

    /** A datagram with options, or without for none; its payload counts up. */
    private static SkBuff datagram(int payload, int id, int ttl, int flagsAndOffset, byte... options) {
        int header = Ipv4View.SIZE + options.length;
        SkBuff skb = SkBuff.allocate(header + payload);
        int at = skb.put(header + payload);
        new Ipv4View().at(skb.head(), at).versionAndLength(4, header).totalLength(header + payload).id(id).ttl(ttl).protocol(1)
                .flagsAndOffset(flagsAndOffset);
        System.arraycopy(options, 0, skb.head(), at + Ipv4View.SIZE, options.length);
        for (int i = 0; i < payload; i++) {
            skb.head()[at + header + i] = (byte) (i * 7);
        }
        return skb;
    }

    private List<byte[]> split(SkBuff skb, int mtu) {
        List<byte[]> pieces = new ArrayList<>();
        int count = fragmenter.split(skb, mtu, f -> pieces.add(f.toBytes()));
        assertEquals(pieces.size(), count);
        return pieces;
    }

    private static Ipv4View view(byte[] packet) {
        Ipv4View v = new Ipv4View().at(packet, 0);
        assertTrue(v.checksumHolds());
        assertEquals(packet.length, v.totalLength());
        return v;
    }

    /** RFC 791 appendix A, example 2: 452 data octets, at most 280 octets a datagram. */
    @Test
    void theExampleOfRfc791IsCutAsPrinted() {
        List<byte[]> pieces = split(datagram(452, 111, 119, 0), 280);
        assertEquals(2, pieces.size());
        Ipv4View first = view(pieces.get(0));
        assertEquals(List.of(5 * 4, 276, 111, 119, 0),
                List.of(first.headerLength(), first.totalLength(), first.id(), first.ttl(), first.fragmentOffset()));
        assertTrue(first.moreFragments());
        Ipv4View second = view(pieces.get(1));
        assertEquals(List.of(5 * 4, 216, 111, 119, 32 * 8),
                List.of(second.headerLength(), second.totalLength(), second.id(), second.ttl(), second.fragmentOffset()));
        assertEquals(false, second.moreFragments());
    }

    @Test
    void piecesJoinToTheWholeForEveryMtu() {
        for (int mtu = 28; mtu <= 700; mtu++) {
            SkBuff skb = datagram(600, 1, 64, 0);
            byte[] whole = Arrays.copyOfRange(skb.toBytes(), Ipv4View.SIZE, 620);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (byte[] piece : split(skb, mtu)) {
                Ipv4View v = view(piece);
                assertTrue(piece.length <= mtu);
                assertEquals(joined.size(), v.fragmentOffset());
                assertEquals(0, v.moreFragments() ? (piece.length - Ipv4View.SIZE) % 8 : 0);
                joined.write(piece, Ipv4View.SIZE, piece.length - Ipv4View.SIZE);
                assertEquals(joined.size() < 600, v.moreFragments());
            }
            assertArrayEquals(whole, joined.toByteArray());
        }
    }

    @Test
    void aFragmentOfAFragmentKeepsItsPlaceAndMoreFragments() {
        List<byte[]> pieces = split(datagram(400, 9, 64, Ipv4View.MF | 50), 220);
        assertEquals(2, pieces.size());
        assertEquals(400, view(pieces.get(0)).fragmentOffset());
        assertEquals(600, view(pieces.get(1)).fragmentOffset());
        for (byte[] piece : pieces) {
            assertTrue(view(piece).moreFragments());
        }
    }

    @Test
    void optionsWithoutTheCopyFlagStayInTheFirstFragment() {
        byte[] recordRouteAndAlert = {7, 7, 4, 0, 0, 0, 0, 1, (byte) 148, 4, 0, 0};
        List<byte[]> pieces = split(datagram(100, 9, 64, 0, recordRouteAndAlert), 80);
        assertArrayEquals(recordRouteAndAlert, Arrays.copyOfRange(pieces.get(0), 20, 32));
        assertArrayEquals(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, (byte) 148, 4, 0, 0}, Arrays.copyOfRange(pieces.get(1), 20, 32));
        assertEquals(32, view(pieces.get(1)).headerLength());
    }

    @Test
    void anMtuWithoutRoomForEightOctetsGivesNothing() {
        assertEquals(List.of(), split(datagram(100, 9, 64, 0), 27));
    }

    @Test
    void payloadIsSharedAndNotCopied() {
        SkBuff skb = datagram(100, 9, 64, 0);
        List<SkBuff> pieces = new ArrayList<>();
        fragmenter.split(skb, 60, pieces::add);
        skb.head()[skb.data() + 20] = 99;
        assertEquals(99, pieces.get(0).toBytes()[20]);
    }
}
