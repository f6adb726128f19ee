package dev.wireproof.rig.packetdrill.script;

/**
 * What a packet says about its network header.
 *
 * @param tos the octet, or its two ECN bits, as {@code check} says
 * @param ttl hop limit, or -1 when not given
 * @param flowLabel -1 when not given
 */
public record IpInfo(TosCheck check, int tos, int ttl, int flowLabel) {
    /** Which bits of the type-of-service octet are compared. */
    public enum TosCheck {
        NONE,
        /** The ECN field. */
        ECN,
        /** Either of ECT(0) and ECT(1). */
        ECT01,
        /** All eight. */
        ALL
    }

    /** Nothing said. */
    public static final IpInfo UNSAID = new IpInfo(TosCheck.NONE, 0, -1, -1);
}
