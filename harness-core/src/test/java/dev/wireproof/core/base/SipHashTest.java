package dev.wireproof.core.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors published with SipHash: key 00 01 .. 0f, input 00 01 02 .. of growing length. */
class SipHashTest {
    private static final byte[] COUNTING = counting(64);
    private final SipHash hash = new SipHash(0x0706_0504_0302_0100L, 0x0F0E_0D0C_0B0A_0908L);

    @ParameterizedTest
    @CsvSource({
        "0, 310e0edd47db6f72",
        "1, fd67dc93c539f874",
        "2, 5a4fa9d909806c0d",
        "3, 2d7efbd796666785",
        "4, b7877127e09427cf",
        "5, 8da699cd64557618",
        "6, cee3fe586e46c9cb",
        "7, 37d1018bf50002ab",
        "8, 6224939a79f5f593",
        "9, b0e4a90bdf82009e",
        "15, e545be4961ca29a1",
    })
    void publishedVectorsAreReproduced(int length, String littleEndian) {
        long expected = Long.reverseBytes(Long.parseUnsignedLong(littleEndian, 16));
        assertEquals(expected, hash.hash(Arrays.copyOf(COUNTING, length)));
    }

    @Test
    void wordsAreHashedAsLittleEndianOctets() {
        long a = 0x0706_0504_0302_0100L;
        long step = 0x0808_0808_0808_0808L;
        assertEquals(hash.hash(Arrays.copyOf(COUNTING, 16)), hash.hash(a, a + step));
        assertEquals(hash.hash(Arrays.copyOf(COUNTING, 24)), hash.hash(a, a + step, a + 2 * step));
        assertEquals(hash.hash(Arrays.copyOf(COUNTING, 40)), hash.hash(a, a + step, a + 2 * step, a + 3 * step, a + 4 * step));
    }

    private static byte[] counting(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }
}
