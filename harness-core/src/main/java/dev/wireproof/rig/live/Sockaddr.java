package dev.wireproof.rig.live;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct sockaddr_in} as bytes (linux/in.h): the family in host order, port and address in network order. */
final class Sockaddr {
    static final int BYTES = 16;

    private Sockaddr() {
    }

    static byte[] encode(InetSocketAddress address) {
        if (!(address.getAddress() instanceof Inet4Address v4)) {
            throw new IllegalArgumentException("an IPv4 address is expected, not " + address);
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.order(ByteOrder.nativeOrder()).putShort((short) SocketConstants.AF_INET);
        bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) address.getPort());
        bytes.put(v4.getAddress());
        return bytes.array();
    }

    /** The address in {@code bytes}, or the wildcard address and port 0 when the kernel left it empty. */
    static InetSocketAddress decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        int port = in.getShort(2) & 0xffff;
        byte[] address = new byte[4];
        in.position(4).get(address);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
