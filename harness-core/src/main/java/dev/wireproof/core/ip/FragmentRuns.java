package dev.wireproof.core.ip;

/**
 * Linux's coverage of a datagram: runs of octets, sorted (net/ipv4/inet_fragment.c, {@code inet_frag_queue_insert}). A fragment
 * inside one run is a duplicate, any other overlap kills the datagram. Only the run that ends last grows; a fragment that fills a
 * gap stays a run of its own.
 */
final class FragmentRuns implements Coverage {
    private final Runs runs = new Runs();
    private int octets;
    private int end = -1;

    @Override
    public Answer take(int first, int last, boolean more) {
        if (!more) {
            end = last + 1;
        }
        int count = runs.count();
        int at = count;
        if (count > 0 && first <= runs.last(count - 1)) {
            at = runs.endingFrom(first);
            if (runs.first(at) <= first && last <= runs.last(at)) {
                return Answer.DUPLICATE;
            }
            if (runs.first(at) <= last) {
                return Answer.OVERLAP;
            }
        }
        octets += last - first + 1;
        if (at == count && count > 0 && runs.last(count - 1) == first - 1) {
            runs.extend(count - 1, last);
        } else {
            runs.insert(at, first, last);
        }
        return Answer.TAKEN;
    }

    /** Runs never overlap, so the octets need only be counted. */
    @Override
    public boolean isComplete() {
        return octets == end;
    }
}
