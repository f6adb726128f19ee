package dev.wireproof.rig.scenario;

import java.util.List;

/** A frame of a scenario: written out when sent, compared when expected. Fields left out are defaults when sent, any when expected. */
public abstract class PacketSpec {
    /** The frame that the peer sends. */
    abstract byte[] build(Wiring wiring);

    /** What differs between this expectation and a frame, one line each; empty when it matches. */
    abstract List<String> differences(Seen seen, Wiring wiring);

    /** What must be noted after a match (sequence numbers learned). */
    void matched(Seen seen, Wiring wiring) {}

    /** As in a ladder: {@code S. 0:0(0) ack 1 win 65160}. */
    abstract String text();

    @Override
    public final String toString() {
        return text();
    }
}
