package dev.wireproof.rig.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All frames of a run in the order in which they appeared, each once, with what is known about it. */
public final class Trace {
    private final List<Entry> entries = new ArrayList<>();

    public void add(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * One frame.
     *
     * @param nanos virtual time
     * @param from interface name, such as {@code sut}, {@code peer} or a host of a lab
     * @param received false where it left a host; true for a copy that the cable changed or added, as it arrived
     * @param octets from the Ethernet header on; not to be written
     * @param comment fate and step, or null
     */
    public record Entry(long nanos, String from, boolean received, byte[] octets, String comment) {}
}
