package dev.wireproof.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Fast Open option in both forms (RFC 7413 section 4.1.1 and appendix A). */
class FastOpenOptionTest {
    private final TcpOptions options = new TcpOptions();

    private String parsed(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        options.parse(octets, 0, octets.length);
        return text(options);
    }

    private static String text(TcpOptions o) {
        if (o.cookieLength() == TcpOptions.ABSENT) {
            return "none";
        }
        StringBuilder hex = new StringBuilder(o.isCookieExperimental() ? "exp " : "34 ");
        for (int i = 0; i < o.cookieLength(); i++) {
            hex.append(HexFormat.of().toHexDigits(o.cookieOctet(i)));
        }
        return hex.toString().trim();
    }

    @ParameterizedTest
    @CsvSource({
        "2202 0101, 34", "2206 aabbccdd 0101, 34 aabbccdd", "fe04 f989, exp", "fe08 f989 aabbccdd, exp aabbccdd",
        "2212 00112233445566778899aabbccddeeff 0101, 34 00112233445566778899aabbccddeeff", "2203 aa 01, none",
        "2204 aabb, none", "2207 aabbccddee 01, none", "2214 00112233445566778899aabbccddeeff0011, none",
        "fe04 1234, none", "fe03 f9 01, none", "fe07 f989 aabbcc 01, none", "2206 aabbcc, none", "22, none", "0101, none"
    })
    void evenLengthsOf4To16OctetsAreCookies(String octets, String expected) {
        assertEquals(expected, parsed(octets));
    }

    @ParameterizedTest
    @CsvSource({
        "2206 aabbccdd 2206 11223344, 34 11223344", "2206 aabbccdd fe04 f989, exp", "2206 aabbccdd 2203 aa 01, 34 aabbccdd",
        "2206 aabbccdd 2204 aabb, none"
    })
    void theLastOptionCountsUnlessItsLengthIsOdd(String octets, String expected) {
        assertEquals(expected, parsed(octets));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @IntRange(min = 0, max = 7) int pairs, @ForAll @Size(16) byte[] octets,
            @ForAll boolean experimental) {
        int length = pairs == 0 ? 0 : 2 * pairs + 2;
        byte[] cookie = java.util.Arrays.copyOf(octets, length);
        byte[] room = new byte[24];
        TcpOptionWriter writer = new TcpOptionWriter().at(room, 0).fastOpen(cookie, experimental);
        assertEquals(0, writer.length() % 4);
        options.parse(room, 0, writer.length());
        assertEquals((experimental ? "exp " : "34 ") + HexFormat.of().formatHex(cookie), text(options) + (length == 0 ? " " : ""));
    }
}
