package dev.wireproof.core.sock;

/**
 * Ports from which the system chooses for one socket (Linux {@code inet_sk_get_local_port_range}).
 *
 * @param low first
 * @param high last
 * @param own the socket has narrowed the namespace's range by IP_LOCAL_PORT_RANGE
 */
record PortRange(int low, int high, boolean own) {
    private static final int HALF = 16;
    private static final int MASK = 0xFFFF;

    /**
     * The range for a socket.
     *
     * @param option value of IP_LOCAL_PORT_RANGE: last port in the upper half, first in the lower, 0 for none; ends outside the
     *     namespace's range do not count
     */
    static PortRange of(PortSettings settings, int option) {
        int low = settings.low();
        int high = settings.high();
        int first = option & MASK;
        int last = option >>> HALF;
        boolean firstCounts = low <= first && first <= high;
        boolean lastCounts = (firstCounts ? first : low) <= last && last <= high;
        return new PortRange(firstCounts ? first : low, lastCounts ? last : high, option != 0);
    }

    /** False when first and last are given and in the wrong order. */
    static boolean isValid(int option) {
        int first = option & MASK;
        int last = option >>> HALF;
        return first == 0 || last == 0 || first <= last;
    }
}
