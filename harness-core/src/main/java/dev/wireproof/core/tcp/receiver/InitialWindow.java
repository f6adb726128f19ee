package dev.wireproof.core.tcp.receiver;

/**
 * The first window a host offers and its scale (Linux {@code tcp_select_initial_window}, facts 8.7).
 *
 * @param window octets
 * @param scale shift to ask for, 0 to 14
 * @param clamp largest window that may ever be offered
 */
public record InitialWindow(int window, int scale, int clamp) {
    /** Largest shift (RFC 7323 section 2.3). */
    public static final int MAX_SCALE = 14;

    private static final int LARGEST_UNSCALED = 65_535;

    /**
     * Works it out.
     *
     * @param space octets of text that fit the buffer
     * @param clamp wish of route or user, 0 for none
     * @param mss octets of text a segment
     * @param unit octets that the window is a multiple of
     * @param scaling the option may be used
     * @param largest octets the buffer may grow to
     * @param initialSegments wish of the route, 0 for none
     */
    public static InitialWindow of(int space, int clamp, int mss, int unit, boolean scaling, long largest, int initialSegments) {
        int limit = clamp == 0 ? LARGEST_UNSCALED << MAX_SCALE : clamp;
        int window = Math.min(limit, Math.max(space, 0));
        if (window > unit) {
            window -= window % unit;
        }
        int scale = 0;
        if (scaling) {
            long most = Math.min(Math.max(window, largest), limit);
            scale = Math.max(0, Math.min(63 - Long.numberOfLeadingZeros(Math.max(1, most)) - 15, MAX_SCALE));
        }
        window = Math.min(window, LARGEST_UNSCALED);
        if (initialSegments > 0) {
            window = Math.min(window, initialSegments * mss);
        }
        return new InitialWindow(window, scale, Math.min(LARGEST_UNSCALED << scale, limit));
    }
}
