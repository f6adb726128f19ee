package dev.wireproof.core.tcp.output;

import dev.wireproof.core.tcp.fastopen.Cookie;
import dev.wireproof.core.tcp.signature.Signatures;
import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpOptions;

/**
 * Options of a SYN or SYN-ACK, in Linux's layout ({@code tcp_options_write}, facts H.1): MSS, SACK permitted, timestamps, NOP,
 * window scale, Fast Open; NOPs keep words aligned.
 */
public final class SynOptions {
    /** MSS to announce. */
    public int mss;
    public boolean sack;
    /** Room for a signature (RFC 2385), the first of all. */
    public boolean signed;
    public boolean timestamps;
    public int tsVal;
    public int tsEcr;
    /** Shift of our windows, or {@link TcpOptions#ABSENT}. */
    public int scale = TcpOptions.ABSENT;
    /** Fast Open, or null; left out where there is no room for it. */
    public Cookie cookie;

    private static final int MOST_OCTETS = 40;

    /** Octets they take. */
    public int length() {
        return otherLength() + (hasCookie() ? cookie.optionLength() : 0);
    }

    /** True when the cookie is there and fits. */
    public boolean hasCookie() {
        return cookie != null && otherLength() + cookie.optionLength() <= MOST_OCTETS;
    }

    private int otherLength() {
        return 4 + (signed ? Signatures.OPTION : 0) + (timestamps ? 12 : sack ? 4 : 0) + (scale != TcpOptions.ABSENT ? 4 : 0);
    }

    /** Writes them. */
    public void write(TcpOptionWriter out) {
        if (signed) {
            out.nop().nop().signature();
        }
        out.mss(mss);
        if (sack && !timestamps) {
            out.nop().nop();
        }
        if (sack) {
            out.sackPermitted();
        }
        if (timestamps && !sack) {
            out.nop().nop();
        }
        if (timestamps) {
            out.timestamps(tsVal, tsEcr);
        }
        if (scale != TcpOptions.ABSENT) {
            out.nop().windowScale(scale);
        }
        if (hasCookie()) {
            cookie.write(out);
        }
    }
}
