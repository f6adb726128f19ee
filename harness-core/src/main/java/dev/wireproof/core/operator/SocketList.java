package dev.wireproof.core.operator;

import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketRow;
import java.util.List;

/** Sockets as {@code ss -n} lists them; columns are as wide as their longest entry (facts 12.3). */
public final class SocketList {
    private static final String[] HEADER = {"Netid", "State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port"};

    private final List<SocketRow> rows;
    private final boolean timers;

    /** @param timers with the timer of each socket ({@code ss -o}) */
    public SocketList(List<SocketRow> rows, boolean timers) {
        this.rows = rows;
        this.timers = timers;
    }

    /** A line of headers and one line a socket. */
    public String text() {
        int[] widths = new int[HEADER.length];
        measure(widths, HEADER);
        for (SocketRow r : rows) {
            measure(widths, cells(r));
        }
        StringBuilder text = new StringBuilder();
        line(text, widths, HEADER, "");
        for (SocketRow r : rows) {
            line(text, widths, cells(r), timers && !r.timer().isEmpty() ? " timer:(" + r.timer() + ")" : "");
        }
        return text.toString();
    }

    private static String[] cells(SocketRow r) {
        return new String[] {
            r.protocol(), r.state(), Long.toString(r.receiveQueue()), Long.toString(r.sendQueue()), endpoint(r.local()), endpoint(r.remote())
        };
    }

    private static String endpoint(Endpoint e) {
        return e == null ? "0.0.0.0:*" : e.toString();
    }

    private static void measure(int[] widths, String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
    }

    private static void line(StringBuilder text, int[] widths, String[] cells, String rest) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : " ").append(cells[i]);
            if (i < cells.length - 1) {
                text.append(" ".repeat(widths[i] - cells[i].length()));
            }
        }
        text.append(rest).append('\n');
    }
}
