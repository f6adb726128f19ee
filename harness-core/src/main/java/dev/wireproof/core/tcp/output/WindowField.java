package dev.wireproof.core.tcp.output;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.receiver.WindowAdvertiser;
import dev.wireproof.core.tcp.tcb.ReceiveSequence;
import dev.wireproof.core.tcp.tcb.Tcb;

/** The window of an outgoing segment (Linux {@code tcp_select_window}): what the strategy offers, the right edge never moved back. */
final class WindowField {
    private static final int LARGEST = 65_535;

    private final Counters counters;
    private final WindowAdvertiser.Facts facts = new WindowAdvertiser.Facts();

    WindowField(Counters counters) {
        this.counters = counters;
    }

    /** The window that would be offered now, without offering it. */
    int look(Tcb t) {
        facts.nxt = t.receive.nxt;
        facts.offered = t.receive.wnd;
        facts.open = t.receive.openWindow();
        facts.unread = t.received.unread();
        facts.receiveMss = t.ack.receiveMss();
        facts.scale = t.negotiated.receiveScale;
        int window = t.window.select(facts);
        if (t.window.isTight()) {
            t.ack.noQuick();
        }
        return window;
    }

    /** Offers a window: RCV.WND and the field to send. */
    int offer(Tcb t) {
        ReceiveSequence r = t.receive;
        int before = r.wnd;
        if (t.ack.isWithoutMemory()) {
            r.wnd = 0;
            r.wup = r.nxt;
            return 0;
        }
        int open = r.openWindow();
        int window = look(t);
        int scale = t.negotiated.receiveScale;
        if (window < open && !t.window.mayShrink(scale)) {
            if (window == 0) {
                counters.increment(Counter.TCPEXT_WANT_ZERO_WINDOW_ADV);
            }
            int unit = 1 << scale;
            window = open + unit - 1 & -unit;
        }
        r.wnd = window;
        r.wup = r.nxt;
        int field = Math.min(window, LARGEST << scale) >> scale;
        if (field == 0 && before != 0) {
            counters.increment(Counter.TCPEXT_TO_ZERO_WINDOW_ADV);
        } else if (field != 0 && before == 0) {
            counters.increment(Counter.TCPEXT_FROM_ZERO_WINDOW_ADV);
        }
        return field;
    }
}
