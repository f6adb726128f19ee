package dev.wireproof.core.wire;

/**
 * Writes TCP options into a header in place; the caller chooses order and padding (Linux lays a SYN out as MSS,
 * SACK-permitted, timestamps, NOP, window scale).
 */
public final class TcpOptionWriter {
    private byte[] a;
    private int start;
    private int at;

    /** Starts at the octet behind the fixed header. */
    public TcpOptionWriter at(byte[] octets, int offset) {
        a = octets;
        start = offset;
        at = offset;
        return this;
    }

    /** Octets written so far; a multiple of 4 when the caller laid them out well. */
    public int length() {
        return at - start;
    }

    public TcpOptionWriter nop() {
        a[at++] = TcpOptions.NOP;
        return this;
    }

    public TcpOptionWriter mss(int value) {
        head(TcpOptions.MSS, 4);
        Octets.put16(a, at, value);
        at += 2;
        return this;
    }

    public TcpOptionWriter windowScale(int shift) {
        head(TcpOptions.WINDOW_SCALE, 3);
        a[at++] = (byte) shift;
        return this;
    }

    /** Room for the digest of RFC 2385: zeros, filled in when the segment is done. */
    public TcpOptionWriter signature() {
        head(TcpOptions.SIGNATURE, 18);
        at += 16;
        return this;
    }

    public TcpOptionWriter sackPermitted() {
        head(TcpOptions.SACK_PERMITTED, 2);
        return this;
    }

    public TcpOptionWriter timestamps(int tsVal, int tsEcr) {
        head(TcpOptions.TIMESTAMPS, 10);
        Octets.put32(a, at, tsVal);
        Octets.put32(a, at + 4, tsEcr);
        at += 8;
        return this;
    }

    /** Head of a SACK option with {@code blocks} blocks; follow with that many {@link #block}. */
    public TcpOptionWriter sack(int blocks) {
        head(TcpOptions.SACK, 2 + 8 * blocks);
        return this;
    }

    public TcpOptionWriter block(int left, int right) {
        Octets.put32(a, at, left);
        Octets.put32(a, at + 4, right);
        at += 8;
        return this;
    }

    /**
     * A Fast Open option, filled up with NOPs to whole words.
     *
     * @param cookie empty to ask for one
     * @param experimental in the form of RFC 7413 appendix A
     */
    public TcpOptionWriter fastOpen(byte[] cookie, boolean experimental) {
        if (experimental) {
            head(TcpOptions.EXPERIMENT, 4 + cookie.length);
            Octets.put16(a, at, TcpOptions.FAST_OPEN_MAGIC);
            at += 2;
        } else {
            head(TcpOptions.FAST_OPEN, 2 + cookie.length);
        }
        System.arraycopy(cookie, 0, a, at, cookie.length);
        at += cookie.length;
        while ((at - start) % 4 != 0) {
            nop();
        }
        return this;
    }

    private void head(int kind, int length) {
        a[at++] = (byte) kind;
        a[at++] = (byte) length;
    }
}
