package dev.wireproof.rig.scenario;

import dev.wireproof.core.wire.TcpView;
import java.util.ArrayList;
import java.util.List;

/** What a ladder knows while it runs: addresses, connections, and the ports that were not spelled out. */
final class Wiring {
    /** Port of the host under test when the scenario names none. */
    static final int SUT_PORT = 7777;

    /** Peer's port when it connects and the scenario does not say which. */
    static final int PEER_PORT = 40_000;

    private final List<Conversation> conversations = new ArrayList<>();
    Addressing addressing = Addressing.STANDARD;
    int sutPort = SUT_PORT;
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

    /** The latest timestamp of the host on the connection that is meant. */
    int lastTimestamp() {
        return conversation(sutPort, peerPort).sutTsVal;
    }

    /** Notes a segment of the host: its connection is meant from here on; whether its first number had been sent before. */
    boolean learn(Seen seen) {
        Conversation c = conversation(seen.tcp.sourcePort(), seen.tcp.destinationPort());
        use(c.sutPort, c.peerPort);
        if ((seen.tcp.flags() & TcpView.SYN) != 0) {
            c.learnSutIsn(seen.tcp.seq());
        }
        if (seen.options.hasTimestamps()) {
            c.sutTsVal = seen.options.tsVal();
        }
        return c.noteSent(seen.tcp.seq(), seen.tcp.seq() + seen.tcpLength());
    }
}
