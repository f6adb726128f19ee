package dev.wireproof.core.neigh;

/** Told when an entry's state or link address changed in a way that Linux announces ({@code RTM_NEWNEIGH}, {@code RTM_DELNEIGH}). */
public interface NeighbourListener {
    void changed(Neighbour neighbour);
}
