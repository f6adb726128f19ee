package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.base.Address;

/** What a listener that takes Fast Open does with a SYN (RFC 7413 section 4.2; Linux {@code tcp_try_fastopen}). */
public final class ServerRule {
    /** The decision. */
    public enum Verdict {
        /** The connection exists now, and the text is taken. */
        OPEN,
        /** As {@link #OPEN}, and the client gets a cookie of the new key. */
        OPEN_WITH_NEW_COOKIE,
        /** The SYN waits for the end of the handshake, its text for a retransmission. */
        PLAIN,
        /** The same; the client gets the cookie it asked for. */
        GIVE_COOKIE,
        /** The same; the client's own cookie was wrong. */
        REPLACE_COOKIE
    }

    private ServerRule() {}

    /**
     * Judges a SYN that brings text or a Fast Open option.
     *
     * @param offered the option, or null
     * @param withoutCookie text is taken from everybody
     */
    public static Verdict judge(Cookie offered, boolean withoutCookie, FastOpenKeys keys, Address client, Address server) {
        if (withoutCookie) {
            return Verdict.OPEN;
        }
        if (offered == null) {
            return Verdict.PLAIN;
        }
        if (offered.isRequest()) {
            return Verdict.GIVE_COOKIE;
        }
        return switch (keys.check(offered, client, server)) {
            case FIRST -> Verdict.OPEN;
            case SECOND -> Verdict.OPEN_WITH_NEW_COOKIE;
            case NONE -> Verdict.REPLACE_COOKIE;
        };
    }
}
