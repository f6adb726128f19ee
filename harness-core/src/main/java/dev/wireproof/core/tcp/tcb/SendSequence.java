package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Seq;

/** Send sequence variables (RFC 9293 section 3.3.1, figure 3). */
public final class SendSequence {
    /** ISS. */
    public int iss;
    /** SND.UNA: oldest number not acknowledged. */
    public int una;
    /** SND.NXT: next number to send. */
    public int nxt;
    /** SND.UP: behind the last urgent octet; {@link #una} or below when there is none. */
    public int up;
    /** SND.WND: octets the peer allows beyond SND.UNA, scaled. */
    public int wnd;
    /** SND.WL1: SEG.SEQ of the last window update. */
    public int wl1;
    /** SND.WL2: SEG.ACK of the last window update. */
    public int wl2;
    /** Largest window the peer ever offered, scaled. */
    public int maxWnd;
    /** End of the last segment sent that was smaller than the MSS (Minshall's rule; Linux {@code snd_sml}). */
    public int smallEnd;

    /** First block of the last SACK that told of something new. */
    public int sackLeft;
    /** Its end. */
    public int sackRight;

    /** Starts a connection: nothing is sent yet. */
    public void start(int initial) {
        iss = initial;
        una = initial;
        nxt = initial;
        up = initial;
        smallEnd = initial;
        sackLeft = initial;
        sackRight = initial;
    }

    /** The number behind the last one the peer allows. */
    public int windowEnd() {
        return una + wnd;
    }

    /** True when SEG.ACK acknowledges something new that was sent: SND.UNA &lt; SEG.ACK =&lt; SND.NXT. */
    public boolean isNewAck(int ack) {
        return Seq.gt(ack, una) && Seq.leq(ack, nxt);
    }

    /** True while urgent octets are not acknowledged (Linux {@code tcp_urg_mode}). */
    public boolean isUrgent() {
        return Seq.gt(up, una);
    }

    /** True while a segment smaller than the MSS is outstanding. */
    public boolean hasSmallOutstanding() {
        return Seq.gt(smallEnd, una) && Seq.leq(smallEnd, nxt);
    }
}
