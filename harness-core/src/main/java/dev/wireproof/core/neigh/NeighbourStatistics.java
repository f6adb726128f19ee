package dev.wireproof.core.neigh;

/** What {@code /proc/net/stat/arp_cache} shows of a table besides its number of entries (facts 2.12). */
public final class NeighbourStatistics {
    public long allocs;
    public long destroys;
    public long hashGrows;
    public long lookups;
    public long hits;
    public long resFailed;
    public long periodicGcRuns;
    public long forcedGcRuns;
    public long unresolvedDiscards;
    public long tableFulls;

    NeighbourStatistics() {}
}
