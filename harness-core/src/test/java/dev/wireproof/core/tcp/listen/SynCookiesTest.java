package dev.wireproof.core.tcp.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of segment sizes and the six bits of a stamp; handshakes as a whole are in the catalogue. */
class SynCookiesTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "535, 0", "536, 0", "1299, 0", "1300, 1", "1439, 1", "1440, 2", "1459, 2", "1460, 3", "65535, 3"})
    void theLargestSizeThatFitsIsNamed(int peerMss, int index) {
        assertEquals(index, SynCookies.indexOf(peerMss));
    }

    @Property
    void aStampKeepsItsOptionsAndIsNeverAheadOfTheClock(@ForAll int clock, @ForAll boolean scaling,
            @ForAll @IntRange(max = 14) int scale, @ForAll boolean sack, @ForAll boolean ecn) {
        int stamp = SynCookies.stamp(clock, scaling, scale, sack, ecn);
        int behind = clock - stamp;
        assertTrue(behind >= 0 && behind < 64, "behind by " + behind);
        SynCookies.Options kept = SynCookies.options(stamp);
        assertEquals(new SynCookies.Options(scaling, scaling ? scale : 0, sack, ecn), kept);
    }

    @Test
    void fifteenMeansNoScale() {
        assertFalse(SynCookies.options(15).scaling());
        assertTrue(SynCookies.options(14).scaling());
    }
}
