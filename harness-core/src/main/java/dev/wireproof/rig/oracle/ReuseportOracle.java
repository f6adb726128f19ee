package dev.wireproof.rig.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What may be said of a group of sockets on one port without knowing the key of its hash.
 *
 * <p>Linux chooses member {@code (hash x n) >> 32}. Each observed choice therefore confines the flow's hash to a range; a choice
 * outside what all earlier ones left is wrong. That covers "same flow, same member" and every change of the group.
 */
public final class ReuseportOracle {
    private static final long HASHES = 1L << 32;
    private final List<String> members = new ArrayList<>();
    private final Map<String, long[]> ranges = new TreeMap<>();

    /** A socket joins at the end. */
    public void join(String member) {
        members.add(member);
    }

    /** A socket leaves; the last member takes its slot. */
    public void leave(String member) {
        int slot = members.indexOf(member);
        if (slot < 0) {
            throw new IllegalArgumentException(member + " is not a member");
        }
        String last = members.remove(members.size() - 1);
        if (slot < members.size()) {
            members.set(slot, last);
        }
    }

    /** The members in the order of their slots. */
    public List<String> members() {
        return List.copyOf(members);
    }

    /** Whether {@code member} may have received a new connection or datagram of {@code flow}; remembers it when so. */
    public boolean accepts(String flow, String member) {
        int n = members.size();
        int slot = members.indexOf(member);
        if (slot < 0) {
            return false;
        }
        long[] known = ranges.getOrDefault(flow, new long[] {0, HASHES});
        long low = Math.max(known[0], ceilDiv(slot * HASHES, n));
        long high = Math.min(known[1], ceilDiv((slot + 1) * HASHES, n));
        if (low >= high) {
            return false;
        }
        ranges.put(flow, new long[] {low, high});
        return true;
    }

    /** The only member that may receive {@code flow} now, or an empty string while several may. */
    public String certainMember(String flow) {
        long[] known = ranges.getOrDefault(flow, new long[] {0, HASHES});
        long first = known[0] * members.size() >> 32;
        long last = (known[1] - 1) * members.size() >> 32;
        return first == last ? members.get((int) first) : "";
    }

    /** Pearson's statistic against equal shares. */
    public static double chiSquare(int[] counts) {
        double total = 0;
        for (int count : counts) {
            total += count;
        }
        double share = total / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - share) * (count - share) / share;
        }
        return sum;
    }

    /**
     * The chi-square value that chance exceeds with the probability whose normal quantile is {@code z} (Wilson and
     * Hilferty, at most 2 % too large);
     * z = 3.0902 is one in a thousand, 4.7534 one in a million.
     */
    public static double chiSquareBound(int degrees, double z) {
        double spread = 2.0 / (9.0 * degrees);
        double root = 1.0 - spread + z * StrictMath.sqrt(spread);
        return degrees * root * root * root;
    }

    /** Whether {@code counts} could come from equal shares; wrong about a fair group once in a million times. */
    public static boolean isBalanced(int[] counts) {
        return counts.length < 2 || chiSquare(counts) <= chiSquareBound(counts.length - 1, 4.7534);
    }

    private static long ceilDiv(long a, long b) {
        return (a + b - 1) / b;
    }
}
