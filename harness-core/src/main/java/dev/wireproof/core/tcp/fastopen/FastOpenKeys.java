package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.SipHash;

/**
 * One or two keys that cookies are made with: SipHash-2-4 of the addresses of client and server (Linux {@code
 * __tcp_fastopen_cookie_gen_cipher}; RFC 7413 section 4.1.2). The first makes new cookies; the second still accepts the ones it made,
 * so that a key can be replaced while clients hold cookies. Immutable.
 */
public final class FastOpenKeys {
    /** Octets of one key. */
    public static final int KEY_OCTETS = 16;

    /** What {@link #check} finds. */
    public enum Match {
        NONE,
        FIRST,
        /** The key that is about to go. */
        SECOND
    }

    private final SipHash first;
    private final SipHash second;

    /** @param octets 16 or 32: the first key, and perhaps the second */
    public FastOpenKeys(byte[] octets) {
        first = hash(octets, 0);
        second = octets.length > KEY_OCTETS ? hash(octets, KEY_OCTETS) : null;
    }

    private static SipHash hash(byte[] octets, int at) {
        return new SipHash(littleEndian(octets, at), littleEndian(octets, at + 8));
    }

    private static long littleEndian(byte[] octets, int at) {
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | octets[at + i] & 255;
        }
        return word;
    }

    /** The cookie for a client now. */
    public Cookie cookie(Address client, Address server, boolean experimental) {
        return make(first, client, server, experimental);
    }

    private static Cookie make(SipHash key, Address client, Address server, boolean experimental) {
        byte[] addresses = new byte[2 * client.octetLength()];
        client.write(addresses, 0);
        server.write(addresses, client.octetLength());
        long word = key.hash(addresses);
        byte[] octets = new byte[8];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (word >>> 8 * i);
        }
        return Cookie.of(octets, experimental);
    }

    /** Which key has made this cookie for this client. */
    public Match check(Cookie offered, Address client, Address server) {
        if (offered.matches(make(first, client, server, false))) {
            return Match.FIRST;
        }
        return second != null && offered.matches(make(second, client, server, false)) ? Match.SECOND : Match.NONE;
    }
}
