package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SockaddrTest {
    @Test
    void portAndAddressAreInNetworkOrder() throws Exception {
        byte[] bytes = Sockaddr.encode(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 0x1f90));

        assertEquals(16, bytes.length);
        assertArrayEquals(new byte[] {0x1f, (byte) 0x90, (byte) 192, 0, 2, 1}, Arrays.copyOfRange(bytes, 2, 8));
        assertEquals(new InetSocketAddress("192.0.2.1", 8080), Sockaddr.decode(bytes));
    }

    @Test
    void anIpv6AddressIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Sockaddr.encode(new InetSocketAddress("::1", 1)));
    }
}
