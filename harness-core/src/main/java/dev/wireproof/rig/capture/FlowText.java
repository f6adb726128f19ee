package dev.wireproof.rig.capture;

/** What a reader of one TCP flow keeps in mind: where each side's numbers start, its window scale, how far it has sent. */
final class FlowText {
    /** One side of the flow. */
    private static final class Side {
        private boolean based;
        private int base;
        private int shift = -1;
        private boolean sent;
        private int maxEnd;
        private int lastAck;
        private int lastWindow;
        private boolean acked;
        private int duplicates;
    }

    private final Side first = new Side();
    private final Side second = new Side();

    /** The segment in words; numbers count from each side's ISN. */
    String segment(TcpSegmentRecord tcp, boolean fromFirst) {
        Side from = fromFirst ? first : second;
        Side to = fromFirst ? second : first;
        rebase(tcp, from, to);
        StringBuilder text = new StringBuilder(80);
        int seq = tcp.seq() - from.base;
        text.append(TcpText.flags(tcp.flags())).append(' ').append(Integer.toUnsignedString(seq)).append(':');
        text.append(Integer.toUnsignedString(seq + tcp.payloadLength())).append('(').append(tcp.payloadLength()).append(')');
        if (tcp.has(TcpSegmentRecord.ACK)) {
            text.append(" ack ").append(Integer.toUnsignedString(tcp.ack() - to.base));
        }
        text.append(" win ").append(scaledWindow(tcp, from, to));
        if (tcp.has(TcpSegmentRecord.URG)) {
            text.append(" urg ").append(tcp.urgentPointer());
        }
        if (tcp.options().raw().length > 0) {
            text.append(" <").append(TcpText.options(tcp.options(), to.base)).append('>');
        }
        text.append(remark(tcp, from, to));
        return text.toString();
    }

    private static void rebase(TcpSegmentRecord tcp, Side from, Side to) {
        if (tcp.has(TcpSegmentRecord.SYN) && !(from.based && from.base == tcp.seq())) {
            from.based = true;
            from.base = tcp.seq();
            from.sent = false;
            from.acked = false;
            from.shift = -1;
        }
        if (tcp.has(TcpSegmentRecord.SYN)) {
            from.shift = tcp.options().windowScale();
        }
        if (!from.based) {
            from.based = true;
            from.base = tcp.has(TcpSegmentRecord.RST) ? tcp.seq() : tcp.seq() - 1;
        }
        if (!to.based && tcp.has(TcpSegmentRecord.ACK)) {
            to.based = true;
            to.base = tcp.ack() - 1;
        }
    }

    private static long scaledWindow(TcpSegmentRecord tcp, Side from, Side to) {
        boolean scaled = from.shift >= 0 && to.shift >= 0 && !tcp.has(TcpSegmentRecord.SYN);
        return scaled ? (long) tcp.window() << Math.min(from.shift, 14) : tcp.window();
    }

    private static String remark(TcpSegmentRecord tcp, Side from, Side to) {
        String remark = "";
        int end = tcp.seq() + tcp.sequenceLength();
        if (from.sent && tcp.sequenceLength() <= 1 && tcp.seq() + 1 - from.maxEnd == 0 && end == tcp.seq() + tcp.payloadLength()
                && to.acked && to.lastAck == from.maxEnd) {
            remark = "  [keep-alive or probe]";
        } else if (tcp.sequenceLength() > 0 && from.sent && end - from.maxEnd <= 0) {
            remark = "  [retransmission]";
        } else if (isDuplicateAck(tcp, from, to)) {
            remark = "  [dup ack " + ++from.duplicates + "]";
        } else if (tcp.window() == 0 && !tcp.has(TcpSegmentRecord.RST) && !tcp.has(TcpSegmentRecord.SYN)) {
            remark = "  [zero window]";
        }
        if (!from.sent || end - from.maxEnd > 0) {
            from.sent = true;
            from.maxEnd = end;
        }
        if (tcp.has(TcpSegmentRecord.ACK)) {
            if (from.lastAck != tcp.ack()) {
                from.duplicates = 0;
            }
            from.acked = true;
            from.lastAck = tcp.ack();
            from.lastWindow = tcp.window();
        }
        return remark;
    }

    /** RFC 5681 section 2, as far as a reader of the wire can tell. */
    private static boolean isDuplicateAck(TcpSegmentRecord tcp, Side from, Side to) {
        return tcp.flags() == TcpSegmentRecord.ACK
                && tcp.payloadLength() == 0
                && from.acked
                && from.lastAck == tcp.ack()
                && from.lastWindow == tcp.window()
                && to.sent
                && to.maxEnd - tcp.ack() > 0;
    }
}
