package dev.wireproof.rig.live.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PatternBodyTest {
    @Test
    void anyPieceIsThatOfTheWhole() {
        PatternBody body = new PatternBody(300_000);
        byte[] whole = new byte[300_000];
        body.fill(whole, whole.length, 0);
        byte[] piece = new byte[1_000];
        body.fill(piece, 1_000, 123_457);
        assertArrayEquals(Arrays.copyOfRange(whole, 123_457, 124_457), piece);
    }

    @Test
    void theDigestIsThatOfTheOctets() {
        // printf '\0\x9e\x3c\xda\x78' | sha256sum: the high octets of multiples of the golden ratio.
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new PatternBody(0).sha256());
        byte[] five = new byte[5];
        new PatternBody(5).fill(five, 5, 0);
        assertArrayEquals(new byte[] {0, (byte) 0x9e, 0x3c, (byte) 0xda, 0x78}, five);
        assertEquals("16b1bff42ae6a3b4cf47df4bb14a2659d0ff87c341821c539d89eacfcb3c21d0", new PatternBody(5).sha256());
    }
}
