package dev.wireproof.rig.scenario;

import java.util.List;

/** An assertion that held; {@link #proves} names the clauses of the specification that it shows. */
public final class Proof {
    private final List<String> sink;

    Proof(List<String> sink) {
        this.sink = sink;
    }

    /** @param clauses ids such as {@code TCP-10/rto-fires} */
    public Proof proves(String... clauses) {
        for (String c : clauses) {
            if (!sink.contains(c)) {
                sink.add(c);
            }
        }
        return this;
    }
}
