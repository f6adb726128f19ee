package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.capture.Fate;

/** A frame that was seen on a cable of a lab; TCP numbers are relative to each side's initial sequence number. */
public final class LabFrame {
    final Seen seen;
    private final LabDirection direction;
    private final boolean copy;
    private final String fate;
    private final Wiring wiring;

    LabFrame(Seen seen, LabDirection direction, boolean copy, String fate, Wiring wiring) {
        this.seen = seen;
        this.direction = direction;
        this.copy = copy;
        this.fate = fate;
        this.wiring = wiring;
    }

    public LabDirection direction() {
        return direction;
    }

    /** When it left its host, or when a copy arrived. */
    public long nanos() {
        return seen.nanos;
    }

    /** True for a copy that the cable changed or added. */
    public boolean isCopy() {
        return copy;
    }

    public boolean isLost() {
        return Fate.DROPPED.isIn(fate);
    }

    public boolean isTcp() {
        return seen.tcp != null;
    }

    public boolean isArp() {
        return seen.isArp();
    }

    public boolean isFragment() {
        return seen.ip != null && seen.ip.isFragment();
    }

    /** Payload octets of a TCP segment or UDP datagram. */
    public int length() {
        return seen.payloadLength;
    }

    public boolean isData() {
        return seen.tcp != null && seen.payloadLength > 0;
    }

    /** Sequence number relative to the sender's SYN. */
    public int seq() {
        Conversation c = conversation();
        return seen.tcp.seq() - (c.sutIsnKnown ? c.sutIsn : 0);
    }

    /** Acknowledgement relative to the other side's SYN. */
    public int ack() {
        return seen.tcp.ack() - conversation().peerIsn;
    }

    /** Window field, unscaled. */
    public int window() {
        return seen.tcp.window();
    }

    /** The flags as bits of {@link TcpView}. */
    public int flags() {
        return seen.tcp.flags();
    }

    public boolean has(int flag) {
        return (seen.tcp.flags() & flag) != 0;
    }

    public int sourcePort() {
        return seen.tcp != null ? seen.tcp.sourcePort() : seen.udp.sourcePort();
    }

    public int destinationPort() {
        return seen.tcp != null ? seen.tcp.destinationPort() : seen.udp.destinationPort();
    }

    /** The whole frame, from its Ethernet header on. */
    public byte[] octets() {
        return seen.octets.clone();
    }

    private Conversation conversation() {
        return wiring.conversation(seen.tcp.sourcePort(), seen.tcp.destinationPort());
    }

    Wiring wiring() {
        return wiring;
    }

    @Override
    public String toString() {
        return Span.ns(nanos()) + "  " + direction + "  " + SeenText.of(seen, wiring, true) + (fate.isEmpty() ? "" : "  ; " + fate);
    }
}
