package dev.wireproof.rig.oracle;

import java.util.ArrayList;
import java.util.List;

/** The missing ranges of a datagram as RFC 815 section 3 keeps them; the list is empty when the datagram is complete. */
public final class HoleListOracle {
    private static final int INFINITY = Integer.MAX_VALUE;
    private final List<int[]> holes = new ArrayList<>(List.of(new int[] {0, INFINITY}));

    /** A fragment with the octets {@code first} to {@code last}, both included. */
    public void arrives(int first, int last, boolean more) {
        var before = new ArrayList<>(holes);
        holes.clear();
        for (int[] hole : before) {
            if (first > hole[1] || last < hole[0]) {
                holes.add(hole);
                continue;
            }
            if (first > hole[0]) {
                holes.add(new int[] {hole[0], first - 1});
            }
            if (last < hole[1] && more) {
                holes.add(new int[] {last + 1, hole[1]});
            }
        }
    }

    public boolean isComplete() {
        return holes.isEmpty();
    }

    /** Such as {@code [0,7][16,inf]}. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int[] hole : holes) {
            text.append('[').append(hole[0]).append(',').append(hole[1] == INFINITY ? "inf" : Integer.toString(hole[1])).append(']');
        }
        return text.toString();
    }
}
