package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.wire.TcpOptionWriter;
import dev.wireproof.core.wire.TcpOptions;
import java.util.Arrays;

/** What a Fast Open option carries: a cookie of 4 to 16 octets, or none to ask for one (RFC 7413 section 4.1.1). Immutable. */
public final class Cookie {
    private static final byte[] NO_OCTETS = {};

    /** Asks for a cookie with option kind 34. */
    public static final Cookie REQUEST = new Cookie(NO_OCTETS, false);
    /** Asks for a cookie with the experimental option. */
    public static final Cookie EXPERIMENTAL_REQUEST = new Cookie(NO_OCTETS, true);

    private final byte[] octets;
    private final boolean experimental;

    private Cookie(byte[] octets, boolean experimental) {
        this.octets = octets;
        this.experimental = experimental;
    }

    /** A cookie with these octets, in the option of this form. */
    public static Cookie of(byte[] octets, boolean experimental) {
        return new Cookie(octets.clone(), experimental);
    }

    /** What asks for a cookie in this form. */
    public static Cookie request(boolean experimental) {
        return experimental ? EXPERIMENTAL_REQUEST : REQUEST;
    }

    /** The cookie, or the request, that the options of a SYN carry; null without a valid option. */
    public static Cookie of(TcpOptions options) {
        int length = options.cookieLength();
        if (length == TcpOptions.ABSENT) {
            return null;
        }
        if (length == 0) {
            return request(options.isCookieExperimental());
        }
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = options.cookieOctet(i);
        }
        return new Cookie(octets, options.isCookieExperimental());
    }

    /** True when it asks for a cookie. */
    public boolean isRequest() {
        return octets.length == 0;
    }

    /** True in the form of RFC 7413 appendix A. */
    public boolean isExperimental() {
        return experimental;
    }

    /** True when the octets are the same, in whatever form. */
    public boolean matches(Cookie other) {
        return Arrays.equals(octets, other.octets);
    }

    /** Octets of the option, filled up to whole words. */
    public int optionLength() {
        return (experimental ? 4 : 2) + octets.length + 3 & ~3;
    }

    /** Writes the option. */
    public void write(TcpOptionWriter out) {
        out.fastOpen(octets, experimental);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(experimental ? "FOEXP" : "FO");
        for (byte b : octets) {
            text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }
}
