package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Seq;

/** One connection of a ladder: its ports and both initial sequence numbers, to which the scenario's numbers are relative. */
final class Conversation {
    final int sutPort;
    final int peerPort;
    int peerIsn;
    int sutIsn;
    boolean sutIsnKnown;
    /** Timestamp of the host's latest matched segment. */
    int sutTsVal;
    private int sutHighest;
    private boolean sutSent;

    Conversation(int sutPort, int peerPort, int peerIsn) {
        this.sutPort = sutPort;
        this.peerPort = peerPort;
        this.peerIsn = peerIsn;
    }

    /** Learns the host's initial sequence number from its SYN. */
    void learnSutIsn(int isn) {
        if (!sutIsnKnown || isn != sutIsn) {
            sutIsn = isn;
            sutIsnKnown = true;
            sutSent = false;
        }
    }

    /** What an acknowledgement of everything seen so far would say, relative to the host's initial number. */
    int acknowledgesAll() {
        return sutSent ? sutHighest - sutIsn : 0;
    }

    /** Notes a range that the host sent and says whether its first number had been sent before. */
    boolean noteSent(int from, int to) {
        boolean again = sutSent && Seq.lt(from, sutHighest);
        if (!sutSent || Seq.gt(to, sutHighest)) {
            sutHighest = to;
        }
        sutSent = true;
        return again;
    }
}
