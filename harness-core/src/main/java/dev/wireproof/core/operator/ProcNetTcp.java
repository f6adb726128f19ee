package dev.wireproof.core.operator;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketRow;
import java.util.List;
import java.util.Locale;

/**
 * {@code /proc/net/tcp}: a line of at least 149 characters a socket (net/ipv4/tcp_ipv4.c {@code get_tcp4_sock}, facts 12.4). Timers, user, inode
 * and what follows stand as zeros: listings of this stack do not tell them.
 */
public final class ProcNetTcp {
    /** What {@code /proc/net/tcp6} holds without IPv6 sockets. */
    public static final String HEADER_6 = "  sl  local_address                         remote_address                        st tx_queue rx_queue tr"
            + " tm->when retrnsmt   uid  timeout inode\n";
    private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final int WIDTH = 149;
    private static final List<String> STATES = List.of("ESTAB", "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "UNCONN",
            "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING");

    private final List<SocketRow> rows;

    public ProcNetTcp(List<SocketRow> rows) {
        this.rows = rows;
    }

    /** The whole file. */
    public String text() {
        StringBuilder text = new StringBuilder(padded(HEADER)).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            text.append(padded(line(i, rows.get(i)))).append('\n');
        }
        return text.toString();
    }

    private static String line(int number, SocketRow r) {
        boolean listens = r.state().equals("LISTEN");
        return String.format(Locale.ROOT, "%4d: %s %s %02X %08X:%08X 00:00000000 00000000     0        0 0 1 0000000000000000", number,
                endpoint(r.local()), endpoint(r.remote()), STATES.indexOf(r.state()) + 1, listens ? 0 : r.sendQueue(), r.receiveQueue());
    }

    // The four octets of the address as a little-endian machine reads them as one number.
    private static String endpoint(Endpoint e) {
        Address address = e == null ? Address.ANY : e.address();
        int number = Integer.reverseBytes((int) address.low());
        return String.format(Locale.ROOT, "%08X:%04X", address.isAny() ? 0 : number, e == null ? 0 : e.port());
    }

    private static String padded(String line) {
        return line.length() >= WIDTH ? line : line + " ".repeat(WIDTH - line.length());
    }
}
