package dev.wireproof.core.wire;

/**
 * The options of one TCP segment, decoded once into a reused object (RFC 9293 section 3.2, RFC 7323, RFC 2018).
 *
 * <p>Unknown options are skipped by their length. An illegal length (below 2, past the end of the header, or not the one the
 * kind demands) ends the parsing of that option or of the rest, as Linux does ({@code tcp_parse_options}); nothing throws.
 */
public final class TcpOptions {
    public static final int END = 0;
    public static final int NOP = 1;
    public static final int MSS = 2;
    public static final int WINDOW_SCALE = 3;
    public static final int SACK_PERMITTED = 4;
    public static final int SACK = 5;
    public static final int TIMESTAMPS = 8;
    public static final int SIGNATURE = 19;
    public static final int FAST_OPEN = 34;
    /** Shared experimental option (RFC 6994). */
    public static final int EXPERIMENT = 254;
    /** What marks Fast Open in an experimental option (RFC 7413 appendix A). */
    public static final int FAST_OPEN_MAGIC = 0xF989;
    /** A Fast Open cookie has at least so many octets (RFC 7413 section 4.1.1). */
    public static final int LEAST_COOKIE = 4;
    /** And at most so many. */
    public static final int MOST_COOKIE = 16;

    /** The option is absent. */
    public static final int ABSENT = -1;

    /** A header holds at most 40 option octets, so at most four SACK blocks. */
    public static final int MAX_SACK_BLOCKS = 4;

    private int mss;
    private int windowScale;
    private boolean sackPermitted;
    private boolean timestamps;
    private int tsVal;
    private int tsEcr;
    private int signatureAt;
    private int sackBlocks;
    private final int[] sackLeft = new int[MAX_SACK_BLOCKS];
    private final int[] sackRight = new int[MAX_SACK_BLOCKS];
    private int cookieLength;
    private boolean cookieExperimental;
    private final byte[] cookie = new byte[MOST_COOKIE];

    /** Forgets everything: a segment without options. */
    public TcpOptions clear() {
        mss = ABSENT;
        windowScale = ABSENT;
        sackPermitted = false;
        timestamps = false;
        tsVal = 0;
        tsEcr = 0;
        sackBlocks = 0;
        cookieLength = ABSENT;
        signatureAt = ABSENT;
        return this;
    }

    /** Sets the timestamps, as if decoded. */
    public TcpOptions timestamps(int value, int echo) {
        timestamps = true;
        tsVal = value;
        tsEcr = echo;
        return this;
    }

    /** Decodes the option octets between the fixed header and the data. */
    public TcpOptions parse(byte[] a, int from, int to) {
        clear();
        int at = from;
        while (at < to) {
            int kind = Octets.u8(a, at);
            if (kind == END) {
                break;
            }
            if (kind == NOP) {
                at++;
                continue;
            }
            if (at + 1 >= to) {
                break;
            }
            int length = Octets.u8(a, at + 1);
            if (length < 2 || at + length > to) {
                break;
            }
            option(a, at, kind, length);
            at += length;
        }
        return this;
    }

    private void option(byte[] a, int at, int kind, int length) {
        if (kind == MSS && length == 4) {
            mss = Octets.u16(a, at + 2);
        } else if (kind == WINDOW_SCALE && length == 3) {
            windowScale = Octets.u8(a, at + 2);
        } else if (kind == SACK_PERMITTED && length == 2) {
            sackPermitted = true;
        } else if (kind == TIMESTAMPS && length == 10) {
            timestamps = true;
            tsVal = Octets.i32(a, at + 2);
            tsEcr = Octets.i32(a, at + 6);
        } else if (kind == SIGNATURE && length == 18) {
            signatureAt = at + 2;
        } else if (kind == FAST_OPEN) {
            fastOpen(a, at + 2, length - 2, false);
        } else if (kind == EXPERIMENT && length >= 4 && Octets.u16(a, at + 2) == FAST_OPEN_MAGIC) {
            fastOpen(a, at + 4, length - 4, true);
        } else if (kind == SACK && length >= 10 && (length - 2) % 8 == 0) {
            sackBlocks = Math.min((length - 2) / 8, MAX_SACK_BLOCKS);
            for (int i = 0; i < sackBlocks; i++) {
                sackLeft[i] = Octets.i32(a, at + 2 + 8 * i);
                sackRight[i] = Octets.i32(a, at + 6 + 8 * i);
            }
        }
    }

    // An odd length is as good as no option; a wrong even one takes back what an option before said (Linux tcp_parse_fastopen_option).
    private void fastOpen(byte[] a, int at, int length, boolean experimental) {
        if ((length & 1) != 0) {
            return;
        }
        boolean isCookie = length >= LEAST_COOKIE && length <= MOST_COOKIE;
        cookieLength = isCookie || length == 0 ? length : ABSENT;
        cookieExperimental = experimental;
        if (isCookie) {
            System.arraycopy(a, at, cookie, 0, length);
        }
    }

    /** Octets of the Fast Open cookie; 0 when one is asked for; {@link #ABSENT} without the option. Only a SYN may have it. */
    public int cookieLength() {
        return cookieLength;
    }

    /** True when the Fast Open option came in the experimental form. */
    public boolean isCookieExperimental() {
        return cookieExperimental;
    }

    /** Octet {@code i} of the cookie. */
    public byte cookieOctet(int i) {
        return cookie[i];
    }

    /** Maximum segment size, or {@link #ABSENT}. */
    public int mss() {
        return mss;
    }

    /** Window scale shift as sent (0 to 255), or {@link #ABSENT}. */
    public int windowScale() {
        return windowScale;
    }

    public boolean sackPermitted() {
        return sackPermitted;
    }

    public boolean hasTimestamps() {
        return timestamps;
    }

    public int tsVal() {
        return tsVal;
    }

    public int tsEcr() {
        return tsEcr;
    }

    /** True with the option of RFC 2385. */
    public boolean hasSignature() {
        return signatureAt != ABSENT;
    }

    /** Where its 16 octets stand in the array that was parsed. */
    public int signatureAt() {
        return signatureAt;
    }

    public int sackBlocks() {
        return sackBlocks;
    }

    /** First sequence number of block {@code i}. */
    public int sackLeft(int i) {
        return sackLeft[i];
    }

    /** Sequence number just behind block {@code i}. */
    public int sackRight(int i) {
        return sackRight[i];
    }
}
