package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.tcp.segment.Segment;

/** What the table of connections holds under four values: a connection, a request for one, or what is left of one in TIME-WAIT. */
public interface TableEntry {
    /** A segment for it; its buffer is taken or dropped. */
    void arrive(Segment s);

    /**
     * An ICMP error about a segment it sent.
     *
     * @param quoted its data is the header of that segment, as far as it was quoted
     * @param seq SEG.SEQ of the quoted segment
     */
    void error(SkBuff quoted, int seq, IcmpError error);

    /** The key that its segments are signed with (RFC 2385), or null. */
    default byte[] signatureKey() {
        return null;
    }

    /** False for one that takes segments whether they are signed or not. */
    default boolean checksSignatures() {
        return true;
    }

    /** For listings. */
    TcpState state();

    /** For listings. */
    SocketRow row();

    /** The namespace goes away: ends without telling the peer. */
    void end();
}
