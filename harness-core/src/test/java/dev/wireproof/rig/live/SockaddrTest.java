package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SockaddrTest {
    private static final Address ADDRESS = Address.parse("192.0.2.1");

    @Test
    void portAndAddressAreInNetworkOrder() {
        byte[] bytes = Sockaddr.encode(ADDRESS, 0xff90);

        assertEquals(16, bytes.length);
        assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0x90, (byte) 192, 0, 2, 1}, Arrays.copyOfRange(bytes, 2, 8));
        assertEquals(ADDRESS, Sockaddr.address(bytes));
        assertEquals(0xff90, Sockaddr.port(bytes));
    }

    @Test
    void anIpv6AddressIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Sockaddr.encode(new Address(0x2001_0db8L << 32, 1), 1));
    }
}
