package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.tcp.receiver.InitialWindow;
import dev.wireproof.core.wire.TcpOptions;

/** What the SYNs of both ends agreed on. */
public final class Negotiated {
    /** MSS assumed of a peer that tells none (RFC 9293 section 3.7.1, MUST-15). */
    public static final int DEFAULT_MSS = 536;

    /** Largest segment the peer takes, options not counted. */
    public int peerMss = DEFAULT_MSS;
    /** Shift of the peer's windows. */
    public int sendScale;
    /** Shift of our windows. */
    public int receiveScale;
    /** Both scale their windows. */
    public boolean scaling;
    /** Both use SACK. */
    public boolean sack;

    /** Reads the peer's MSS from its SYN; none, or 0, means the default. A user's limit caps it. */
    public void readMss(TcpOptions options, int userMss) {
        int mss = options.mss() > 0 ? options.mss() : DEFAULT_MSS;
        peerMss = userMss > 0 ? Math.min(mss, userMss) : mss;
    }

    /** Reads the scale of the peer's SYN; shifts above 14 count as 14 (RFC 7323 section 2.3). */
    public void readScale(TcpOptions options, boolean allowed) {
        scaling = allowed && options.windowScale() != TcpOptions.ABSENT;
        sendScale = scaling ? Math.min(options.windowScale(), InitialWindow.MAX_SCALE) : 0;
        if (!scaling) {
            receiveScale = 0;
        }
    }
}
