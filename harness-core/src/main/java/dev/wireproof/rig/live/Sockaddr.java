package dev.wireproof.rig.live;

import dev.wireproof.core.base.Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct sockaddr_in} as bytes (linux/in.h): the family in host order, port and address in network order. */
final class Sockaddr {
    static final int BYTES = 16;

    private Sockaddr() {
    }

    static byte[] encode(Address address, int port) {
        if (!address.isV4()) {
            throw new IllegalArgumentException("an IPv4 address is expected, not " + address);
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.order(ByteOrder.nativeOrder()).putShort((short) SocketConstants.AF_INET);
        bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) port).putInt(address.v4());
        return bytes.array();
    }

    static Address address(byte[] sockaddr) {
        return Address.v4(ByteBuffer.wrap(sockaddr).getInt(4));
    }

    static int port(byte[] sockaddr) {
        return ByteBuffer.wrap(sockaddr).getShort(2) & 0xffff;
    }
}
