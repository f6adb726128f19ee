package dev.wireproof.rig.scenario;

/** The octets that scenarios send: each place of a stream has its own value, so that misplaced data are seen. */
public final class StreamPattern {
    /** A prime period, so that no segment size hides a shift. */
    private static final int PERIOD = 251;

    private StreamPattern() {}

    /** Octets {@code from} to {@code from + length} of the pattern; {@code from} counts from 0, the first octet of the stream. */
    public static byte[] octets(int from, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = at(from + i);
        }
        return octets;
    }

    /** The octet at one place of the stream. */
    public static byte at(int place) {
        return (byte) Math.floorMod(place, PERIOD);
    }
}
