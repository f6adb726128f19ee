package dev.wireproof.core.sock;

/**
 * Whose process makes a call.
 *
 * @param uid user number, compared by SO_REUSEPORT
 * @param privileged true for the capabilities CAP_NET_ADMIN, CAP_NET_RAW and CAP_NET_BIND_SERVICE
 */
public record Credentials(int uid, boolean privileged) {
    /** The superuser. */
    public static final Credentials ROOT = new Credentials(0, true);

    /** An ordinary user. */
    public static Credentials user(int uid) {
        return new Credentials(uid, false);
    }
}
