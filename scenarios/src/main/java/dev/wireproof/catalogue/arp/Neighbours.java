package dev.wireproof.catalogue.arp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.ArpSpec;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.SutSocket;

/** What scenarios of neighbours share: the two machines, and entries brought into a state by frames alone. */
final class Neighbours {
    static final Address SUT = Addressing.STANDARD.sut();
    static final Mac SUT_MAC = Addressing.STANDARD.sutMac();
    static final Address PEER = Addressing.STANDARD.peer();
    static final Mac PEER_MAC = Addressing.STANDARD.peerMac();
    /** A second machine that claims the peer's address. */
    static final Mac OTHER_MAC = Mac.parse("02:00:00:00:00:22");
    /** The port of datagrams that nobody answers (discard). */
    static final int PORT = 9;

    private Neighbours() {}

    /** A UDP socket, and from here on the scenario plays the peer's ARP. */
    static SutSocket sender(Ladder it) {
        it.arp();
        return it.sut().socket(DATAGRAM);
    }

    static void send(SutSocket socket, int octets) {
        socket.sendTo(bytes(octets), PEER, PORT);
    }

    /** The question that the host broadcasts for the peer's address. */
    static ArpSpec question() {
        return arpRequest().to(Mac.BROADCAST).sender(SUT, SUT_MAC).target(PEER, Mac.ZERO);
    }

    /** The question that the host puts to the peer alone. */
    static ArpSpec probe() {
        return arpRequest().to(PEER_MAC).sender(SUT, SUT_MAC).target(PEER, Mac.ZERO);
    }

    /** The peer asks for the host's address, so that the host learns the peer's: entry STALE. */
    static void stale(Ladder it) {
        it.in(now(), arpRequest());
        it.out(now(), arpReply().to(PEER_MAC));
        state(it, "STALE");
    }

    /** The host asks when it sends a first datagram of 10 octets, and the peer answers: entry REACHABLE. */
    static void reachable(Ladder it, SutSocket socket) {
        send(socket, 10);
        it.out(now(), question());
        it.in(after(ms(1)), arpReply());
        it.out(now(), link(udp(0, PORT, 10)).to(PEER_MAC));
        state(it, "REACHABLE");
    }

    /** The state of the peer's entry, as {@code ip neigh} prints it. */
    static Proof state(Ladder it, String expected) {
        return it.equal("neighbour " + PEER, expected, it.sut().neighbour(PEER));
    }
}
