package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import java.util.Arrays;
import java.util.List;

/** Comparisons that several expectations share. */
final class Fields {
    private Fields() {}

    /** Adds a line when a value was asked for and differs. */
    static void compare(List<String> lines, String field, Object expected, Object actual) {
        if (expected != null && !expected.equals(actual)) {
            lines.add(field + ": expected " + expected + ", got " + actual);
        }
    }

    /** Adds a line when an address was asked for and differs. */
    static void compare(List<String> lines, String field, Address expected, int actual) {
        if (expected != null && expected.v4() != actual) {
            lines.add(field + ": expected " + expected + ", got " + Address.v4(actual));
        }
    }

    /** Whether the payload of the innermost header is these octets. */
    static boolean samePayload(Seen seen, byte[] octets) {
        int end = seen.payload + seen.payloadLength;
        return Arrays.equals(octets, 0, octets.length, seen.octets, seen.payload, end);
    }
}
