package dev.wireproof.rig.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the kernel for the TCP connections of a namespace, also those that no program has accepted yet
 * (NETLINK_SOCK_DIAG; linux/inet_diag.h).
 */
public final class SocketDiag {
    private static final int AF_NETLINK = 16;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST_DUMP = 0x301;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int HEADER_BYTES = 16;
    private static final int REQUEST_BYTES = HEADER_BYTES + 56;
    private static final int ANSWER_BYTES = 72;
    private static final int INET_DIAG_INFO = 2;
    private static final int IPPROTO_TCP = 6;
    private static final int ROOM_BYTES = 1 << 16;

    private SocketDiag() {
    }

    /**
     * One connection.
     *
     * @param state as in {@link TcpInfo#state}
     * @param localPort 0 to 65535
     * @param remotePort 0 for a listener
     * @param info null where the kernel keeps none: a request, and what is left of a connection in TIME_WAIT or an
     *     orphaned FIN_WAIT2
     */
    public record Connection(int state, int localPort, int remotePort, TcpInfo info) {
    }

    /** All TCP sockets over IPv4, listeners too, in the kernel's order. */
    public static List<Connection> tcp(NamespaceThread namespace) {
        List<Connection> found = new ArrayList<>();
        try (KernelSocket netlink = KernelSocket.open(namespace, AF_NETLINK, SocketConstants.SOCK_DGRAM, NETLINK_SOCK_DIAG)) {
            netlink.send(request(), 0);
            byte[] room = new byte[ROOM_BYTES];
            boolean more = true;
            while (more) {
                more = read(ByteBuffer.wrap(room, 0, netlink.receive(room, 0)).order(ByteOrder.nativeOrder()), found);
            }
        }
        return found;
    }

    private static byte[] request() {
        ByteBuffer bytes = ByteBuffer.allocate(REQUEST_BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(REQUEST_BYTES).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST_DUMP).putLong(0);
        bytes.put((byte) SocketConstants.AF_INET).put((byte) IPPROTO_TCP).put((byte) (1 << (INET_DIAG_INFO - 1))).put((byte) 0);
        return bytes.putInt(-1).array();
    }

    /** Reads the messages of one datagram; false after the last of all. */
    private static boolean read(ByteBuffer in, List<Connection> found) {
        while (in.remaining() >= HEADER_BYTES) {
            int start = in.position();
            int length = in.getInt(start);
            int type = in.getShort(start + 4) & 0xffff;
            if (type == NLMSG_DONE) {
                return false;
            }
            if (type == NLMSG_ERROR) {
                throw LibC.failure("sock_diag", -in.getInt(start + HEADER_BYTES));
            }
            found.add(connection(in, start + HEADER_BYTES, start + length));
            in.position(Math.min(in.limit(), start + aligned(length)));
        }
        return true;
    }

    private static Connection connection(ByteBuffer in, int start, int end) {
        ByteBuffer ports = in.duplicate().order(ByteOrder.BIG_ENDIAN);
        TcpInfo info = null;
        for (int at = start + ANSWER_BYTES; at + 4 <= end; at += aligned(in.getShort(at) & 0xffff)) {
            int length = in.getShort(at) & 0xffff;
            if (in.getShort(at + 2) == INET_DIAG_INFO && length > 4) {
                byte[] bytes = new byte[length - 4];
                in.get(at + 4, bytes);
                info = TcpInfo.decode(bytes);
            }
        }
        return new Connection(in.get(start + 1), ports.getShort(start + 4) & 0xffff, ports.getShort(start + 6) & 0xffff, info);
    }

    private static int aligned(int length) {
        return length + 3 & ~3;
    }
}
