package dev.wireproof.core.operator;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.neigh.NudState;

/** Neighbours as {@code ip neigh} lists them, oldest first; entries that need no resolution are hidden (facts 12.5). */
public final class NeighbourList {
    private final NeighbourTable table;

    public NeighbourList(NeighbourTable table) {
        this.table = table;
    }

    /** A line for each entry, such as {@code 10.0.0.2 dev eth0 lladdr 02:00:00:00:00:02 REACHABLE}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Neighbour n : table.entries()) {
            if (n.state() != NudState.NOARP) {
                text.append(n).append('\n');
            }
        }
        return text.toString();
    }

    /** State of the first entry for an address, or {@code none}. */
    public String stateOf(Address address) {
        for (Neighbour n : table.entries()) {
            if (n.key().equals(address)) {
                return n.state().toString();
            }
        }
        return "none";
    }
}
