package dev.wireproof.core.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The fast sum against the definition of RFC 1071, word by word. */
class InternetChecksumPropertiesTest {
    /** One's complement sum of 16-bit words, an odd octet padded with zero. */
    private static int plain(byte[] octets, int from, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            int high = octets[from + i] & 255;
            int low = i + 1 < length ? octets[from + i + 1] & 255 : 0;
            sum += high << 8 | low;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    // 0 and 0xFFFF are the same number in one's complement.
    private static int canonical(int sum) {
        return sum == 0xFFFF ? 0 : sum;
    }

    @Property
    void equalsTheDefinition(@ForAll @Size(max = 200) byte[] octets, @ForAll @IntRange(max = 7) int skip) {
        int from = Math.min(skip, octets.length);
        int length = octets.length - from;
        assertEquals(canonical(plain(octets, from, length)), canonical(InternetChecksum.fold(InternetChecksum.add(0, octets, from, length))));
    }

    @Property
    void splitsAnywhere(@ForAll @Size(max = 200) byte[] octets, @ForAll @IntRange(max = 200) int cut) {
        int first = Math.min(cut, octets.length);
        long sum = InternetChecksum.add(0, octets, 0, first);
        int rest = octets.length - first;
        sum = (first & 1) == 0 ? InternetChecksum.add(sum, octets, first, rest) : InternetChecksum.addOdd(sum, octets, first, rest);
        assertEquals(canonical(plain(octets, 0, octets.length)), canonical(InternetChecksum.fold(sum)));
    }
}
