package dev.wireproof.core.tcp.input;

import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.fastopen.FastOpenClient;
import dev.wireproof.core.tcp.output.Retransmitter;
import dev.wireproof.core.tcp.recovery.Repair;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.SentSegment;
import dev.wireproof.core.tcp.tcb.Tcb;

/** The SYN-ACK that answers a SYN with a Fast Open option or text (RFC 7413 section 4.2.1; Linux {@code tcp_rcv_fastopen_synack}). */
final class SynDataAnswer {
    private final FastOpenClient client;
    private final Retransmitter retransmitter;

    SynDataAnswer(FastOpenClient client, Retransmitter retransmitter) {
        this.client = client;
        this.retransmitter = retransmitter;
    }

    /** True when the SYN's text was not taken, and goes again at once: it is the first thing that the peer hears now. */
    boolean sendsAgain(Tcb t, Segment s) {
        boolean open = t.fastOpen.synData && !t.outstanding.isEmpty();
        int told = Math.max(s.options.mss(), 0);
        boolean again = t.statistics.totalRetransmissions > 0;
        client.answered(t.fastOpen, t.path.source, t.path.destination, told, Cookie.of(s.options), again, open);
        if (!open) {
            return false;
        }
        for (SentSegment text = t.outstanding.first(); text != null; text = text.next()) {
            t.outstanding.lose(text);
        }
        t.recovery.onPathMtu(t.outstanding);
        retransmitter.repair(t, Repair.LOST);
        return true;
    }
}
