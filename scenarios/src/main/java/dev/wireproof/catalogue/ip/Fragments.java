package dev.wireproof.catalogue.ip;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.rig.scenario.FragmentSpec;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.SutSocket;

/** What scenarios of fragments share: RFC 815's datagram of three fragments P, Q and R, and a program that receives it. */
final class Fragments {
    static final int UDP = IpProtocol.UDP;
    static final int ICMP = IpProtocol.ICMP;
    static final int PORT = 7;
    /** Octets of data in the datagram of three fragments: 24 octets of payload less the UDP header. */
    static final int DATA = 16;

    private Fragments() {}

    /** The program; its reads fail with EAGAIN when nothing is there. */
    static SutSocket receiver(Ladder it) {
        return it.sut().socket(DATAGRAM).bind(PORT).nonBlocking(true);
    }

    /** A UDP datagram of the peer as one payload, to be cut. */
    static byte[] datagram(Ladder it, int data) {
        return it.payloadOf(udp(5000, PORT, data));
    }

    /** Octets 0 to 7. */
    static FragmentSpec p(byte[] whole, int id) {
        return fragment(UDP, 0, 8).of(whole).id(id);
    }

    /** Octets 8 to 15. */
    static FragmentSpec q(byte[] whole, int id) {
        return fragment(UDP, 8, 16).of(whole).id(id);
    }

    /** Octets 16 to 23, the last. */
    static FragmentSpec r(byte[] whole, int id) {
        return lastFragment(UDP, 16, 24).of(whole).id(id);
    }

    static void nothing(Ladder it, SutSocket receiver) {
        it.quiet(ms(1));
        it.fails(Errno.EAGAIN, () -> receiver.read(100));
    }

    /** Exactly one datagram with the octets of the pattern was delivered. */
    static Proof delivered(Ladder it, SutSocket receiver, int data) {
        it.quiet(ms(1));
        it.equal("datagram", bytes(data), receiver.read(65_535));
        return it.fails(Errno.EAGAIN, () -> receiver.read(100));
    }

    static Proof counts(Ladder it, String counter, long expected) {
        return it.equal(counter, expected, it.sut().counter(counter));
    }
}
