package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.TransmitStamper;
import dev.wireproof.core.sock.Timestamping;
import dev.wireproof.core.sock.Timestamping.Stage;

/**
 * Octets whose way to the peer is to be told: the last one of each write, while the last buffer of the queue holds no later one (Linux
 * {@code tcp_tx_timestamp}, {@code tcp_ack_tstamp}).
 */
public final class TransmitStamps implements TransmitStamper {
    private final ConnectionOwner owner;
    private final SequenceRing octets = new SequenceRing();
    private final SequenceRing wishes = new SequenceRing();

    public TransmitStamps(ConnectionOwner owner) {
        this.owner = owner;
    }

    /** The last octet written so far is to be told of, unless it has left already. */
    public void mark(SendBuffer buffer, int flags) {
        if (buffer.unsent() == 0) {
            return;
        }
        while (!octets.isEmpty() && Seq.geq(octets.last(), buffer.end() - buffer.tail())) {
            octets.removeLast();
            wishes.removeLast();
        }
        octets.addLast(buffer.end() - 1);
        wishes.addLast(flags);
    }

    /** A segment is about to be sent: it reports when it carries a marked octet. */
    public void attach(SkBuff skb, SentSegment s) {
        for (int i = 0; i < octets.size(); i++) {
            if (Seq.geq(octets.get(i), s.seq) && Seq.lt(octets.get(i), s.seq + s.textLength())) {
                skb.stampKey = octets.get(i);
                skb.stamper = this;
            }
        }
    }

    @Override
    public void passes(SkBuff skb, boolean sent) {
        Stage stage = sent ? Stage.SENT : Stage.SCHEDULED;
        for (int i = 0; i < octets.size(); i++) {
            if (octets.get(i) == skb.stampKey && stage.isIn(wishes.get(i))) {
                owner.stamped(skb.stampKey, stage, skb);
            }
        }
    }

    /** Everything in front of {@code una} has arrived; {@code queue} still holds it. */
    public void acknowledged(int una, RetransmissionQueue queue) {
        while (!octets.isEmpty() && Seq.lt(octets.first(), una)) {
            int octet = octets.first();
            boolean wished = Stage.ACKNOWLEDGED.isIn(wishes.first());
            octets.removeFirst();
            wishes.removeFirst();
            if (wished) {
                owner.stamped(octet, Stage.ACKNOWLEDGED, textWith(octet, queue));
            }
        }
    }

    private static SkBuff textWith(int octet, RetransmissionQueue queue) {
        SkBuff text = SkBuff.allocate(0);
        for (SentSegment s = queue.first(); s != null; s = s.next()) {
            if (Seq.lt(octet, s.endSeq())) {
                SendBuffer.attach(text, s);
                break;
            }
        }
        return text;
    }
}
