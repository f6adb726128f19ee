package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;
import dev.wireproof.rig.monitor.Observed;

/**
 * A segment with positions instead of sequence numbers.
 *
 * @param position of SEG.SEQ in the sender's stream, counted from its ISN
 * @param ack position of SEG.ACK in the peer's stream; meaningless without ACK
 */
record Segment(Observed seen, TcpSegmentRecord tcp, long position, long ack) {
    long frame() {
        return seen.number();
    }

    boolean judged() {
        return seen.judged();
    }

    /** SEG.LEN. */
    int length() {
        return tcp.sequenceLength();
    }

    long end() {
        return position + tcp.sequenceLength();
    }

    /** Position of the first octet of data: a SYN comes before it. */
    long payloadPosition() {
        return position + (tcp.has(TcpSegmentRecord.SYN) ? 1 : 0);
    }

    byte[] octets() {
        return seen.frame().octets();
    }
}
