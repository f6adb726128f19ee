package dev.wireproof.rig.scenario;

import java.util.ArrayList;
import java.util.List;

/** What a ladder knows while it runs: addresses, connections, and the ports that were not spelled out. */
final class Wiring {
    /** Peer's port when it connects and the scenario does not say which. */
    static final int PEER_PORT = 40_000;

    private final List<Conversation> conversations = new ArrayList<>();
    Addressing addressing = Addressing.STANDARD;
    int sutPort;
    int peerPort = PEER_PORT;
    int peerIsn = 1_000_000;
    int ipId = 1;

    /** The connection between these ports, made when new. */
    Conversation conversation(int sutPort, int peerPort) {
        for (Conversation c : conversations) {
            if (c.sutPort == sutPort && c.peerPort == peerPort) {
                return c;
            }
        }
        Conversation c = new Conversation(sutPort, peerPort, peerIsn);
        conversations.add(c);
        return c;
    }

    /** Makes these ports the ones meant when a packet names none. */
    void use(int sutPort, int peerPort) {
        this.sutPort = sutPort;
        this.peerPort = peerPort;
    }
}
