package dev.wireproof.core.tcp.input;

import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;

/** The SYN that makes a Fast Open child (Linux {@code tcp_fastopen_create_child}): it is ready to send, and has the SYN's text. */
final class EarlyArrival {
    private final Establishment establishment;
    private final TextStep text;

    EarlyArrival(Establishment establishment, TextStep text) {
        this.establishment = establishment;
        this.text = text;
    }

    void arrive(Tcb t, Segment syn) {
        t.fastOpen.child = true;
        establishment.begin(t);
        text.takeWithSyn(t, syn);
        // The SYN-ACK tells it.
        t.receive.wup = t.receive.nxt;
    }
}
