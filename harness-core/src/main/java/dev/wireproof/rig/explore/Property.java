package dev.wireproof.rig.explore;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.scenario.Trial;
import java.util.List;

/**
 * A statement about the stack that must hold in every case. A case is a value: it is drawn from a stream of chance, prints as one line
 * ({@code toString}), reads back from it, and knows simpler cases; trying it depends on nothing else.
 *
 * @param <C> immutable
 */
public interface Property<C> {
    /** Such as {@code ip-fragment/any-schedule-reassembles-as-the-byte-map}. */
    String id();

    /** What holds, as a sentence. */
    String statement();

    /** A case by chance. */
    C draw(Rng chance);

    /**
     * The case that prints so.
     *
     * @throws IllegalArgumentException one line: what was read, what was expected
     */
    C read(String text);

    /** Cases that are simpler than this one, boldest first; empty for the simplest. Each chain of them ends. */
    List<C> simpler(C one);

    /** Tries a case. A trial that did not pass refutes the property. */
    Trial check(C one);
}
