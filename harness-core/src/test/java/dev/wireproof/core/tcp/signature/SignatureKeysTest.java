package dev.wireproof.core.tcp.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import org.junit.jupiter.api.Test;

/** Keys by peer. */
class SignatureKeysTest {
    private final SignatureKeys keys = new SignatureKeys();

    private byte[] find(String peer) {
        return keys.find(Address.parse(peer));
    }

    private Errno set(String peers, String key) {
        return keys.set(Cidr.parse(peers), key.getBytes(US_ASCII));
    }

    @Test
    void theLongestPrefixWinsAndALaterKeyReplacesOne() {
        assertEquals(Errno.OK, set("10.0.0.0/8", "eight"));
        assertEquals(Errno.OK, set("10.1.0.0/16", "sixteen"));
        assertEquals(Errno.OK, set("10.1.2.3/32", "one"));
        assertArrayEquals("one".getBytes(US_ASCII), find("10.1.2.3"));
        assertArrayEquals("sixteen".getBytes(US_ASCII), find("10.1.2.4"));
        assertArrayEquals("eight".getBytes(US_ASCII), find("10.2.0.1"));
        assertNull(find("11.0.0.1"));
        assertEquals(Errno.OK, set("10.1.2.3/32", "another"));
        assertArrayEquals("another".getBytes(US_ASCII), find("10.1.2.3"));
    }

    @Test
    void anEmptyKeyTakesOneAwayAndALongOneIsRefused() {
        assertEquals(Errno.ENOENT, set("10.0.0.1", ""));
        assertEquals(Errno.EINVAL, set("10.0.0.1", "x".repeat(81)));
        assertEquals(Errno.OK, set("10.0.0.1", "x".repeat(80)));
        assertEquals(Errno.OK, set("10.0.0.1", ""));
        assertNull(find("10.0.0.1"));
    }

    @Test
    void whatAConnectionTookOverCanBeTakenAway() {
        SignatureKeys one = SignatureKeys.of(Address.parse("10.0.0.1"), new byte[] {7});
        assertArrayEquals(new byte[] {7}, one.find(Address.parse("10.0.0.1")));
        assertNull(one.find(Address.parse("10.0.0.2")));
        assertEquals(Errno.OK, one.set(Cidr.parse("10.0.0.1"), new byte[0]));
        assertNull(one.find(Address.parse("10.0.0.1")));
    }
}
