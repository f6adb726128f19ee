package dev.wireproof.core.tcp.input;

import dev.wireproof.core.tcp.output.Acknowledger;
import dev.wireproof.core.tcp.output.Outputs;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Segment arrives in SYN-RECEIVED or a synchronized state: the eight steps of RFC 9293 section 3.10.7.4. */
public final class SynchronizedArrival {
    private final SequenceStep sequence;
    private final ResetStep reset;
    private final SynStep syn;
    private final AckStep ack;
    private final UrgentStep urgent;
    private final TextStep text;
    private final FinStep fin;
    private final SegmentSender sender;
    private final Acknowledger acknowledger;

    SynchronizedArrival(SequenceStep sequence, ResetStep reset, SynStep syn, AckStep ack, UrgentStep urgent, TextStep text, FinStep fin, Outputs out) {
        this.sequence = sequence;
        this.reset = reset;
        this.syn = syn;
        this.ack = ack;
        this.urgent = urgent;
        this.text = text;
        this.fin = fin;
        this.sender = out.sender();
        this.acknowledger = out.acknowledger();
    }

    /** Security and precedence (third) have no effect. */
    public void arrive(Tcb t, Segment s) {
        if (sequence.rejects(t, s) || reset.takes(t, s) || syn.rejects(t, s) || ack.rejects(t, s)) {
            return;
        }
        urgent.look(t, s);
        if (text.take(t, s)) {
            fin.take(t);
        }
        if (t.state() == TcpState.CLOSED) {
            return;
        }
        sender.push(t);
        t.owner.roomForWriters();
        acknowledger.check(t);
    }
}
