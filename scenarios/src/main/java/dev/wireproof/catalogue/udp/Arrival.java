package dev.wireproof.catalogue.udp;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What is checked on a datagram that arrives, and what the program gets. */
public class Arrival {
    private static final int PORT = 7;

    private static SutSocket receiver(Ladder it) {
        return it.sut().socket(DATAGRAM).bind(PORT).nonBlocking(true);
    }

    private static void nothing(Ladder it, SutSocket receiver) {
        it.quiet(ms(1));
        it.fails(Errno.EAGAIN, () -> receiver.read(100));
    }

    @Scenario(id = "udp/checksum-none-and-wrong", malformed = true, needs = Capability.COUNTERS,
            rfc = {"1122-4.1.3.4-b", "1122-4.1.3.4-c", "768-b"},
            confirmedBy = {"rfc:1122-4.1.3.4-b", "rfc:1122-4.1.3.4-c", "kernel:6.18.44"})
    public void noChecksumIsAcceptedAndAWrongOneIsNotHeardOf(Ladder it) {
        SutSocket receiver = it.sut().socket(DATAGRAM).bind(PORT);
        PendingCall<byte[]> receive = it.call("recv", () -> receiver.read(100));
        it.in(after(ms(10)), udp(5000, PORT, 10).badChecksum());
        it.quiet(ms(10));
        receive.blocks();
        it.equal("InCsumErrors", 1L, it.sut().counter("Udp.InCsumErrors"));
        it.equal("InErrors", 1L, it.sut().counter("Udp.InErrors")).proves("UDP-1/checksum-checked");
        it.in(after(ms(10)), udp(5000, PORT, 11).checksumField(0));
        it.quiet(ms(1));
        it.equal("datagram", bytes(11), receive.result()).proves("UDP-1/checksum-zero");
        it.equal("InDatagrams", 1L, it.sut().counter("Udp.InDatagrams"));
    }

    @Scenario(id = "udp/wrong-checksum-to-closed-port", malformed = true, needs = Capability.COUNTERS,
            rfc = "1122-4.1.3.4-b",
            confirmedBy = {"rfc:1122-4.1.3.4-b", "kernel:6.18.44"})
    public void aWrongChecksumMakesNoPortUnreachable(Ladder it) {
        it.in(now(), udp(5000, PORT, 10).badChecksum());
        it.quiet(ms(10));
        it.equal("NoPorts", 0L, it.sut().counter("Udp.NoPorts"));
        it.equal("InCsumErrors", 1L, it.sut().counter("Udp.InCsumErrors"));
        it.in(after(ms(1)), udp(5000, PORT, 10).checksumField(0));
        it.out(now(), icmp(3, 3)).proves("UDP-1/port-unreachable");
    }

    @Scenario(id = "udp/lengths", malformed = true, needs = Capability.COUNTERS,
            rfc = {"768-a", "768-c"},
            confirmedBy = {"rfc:768-a", "rfc:768-c", "kernel:6.18.44"})
    public void aLengthBelowEightOrBeyondThePacketIsDropped(Ladder it) {
        SutSocket receiver = receiver(it);
        for (int length : new int[] {7, 1, 19, 65_535}) {
            it.in(after(ms(1)), udp(5000, PORT, 10).lengthField(length).checksumField(0));
        }
        nothing(it, receiver);
        it.equal("InErrors", 4L, it.sut().counter("Udp.InErrors")).proves("UDP-1/length-checks");
        it.step("a packet too short for a UDP header");
        it.in(after(ms(1)), lastFragment(17, 0, 7));
        nothing(it, receiver);
        it.equal("InErrors", 5L, it.sut().counter("Udp.InErrors"));
        it.step("octets of the packet behind the datagram are not part of it");
        it.in(after(ms(1)), udp(5000, PORT, 10).lengthField(12).checksumField(0));
        it.quiet(ms(1));
        it.equal("datagram", bytes(4), receiver.read(100));
    }

    @Scenario(id = "udp/boundaries", needs = Capability.COUNTERS,
            rfc = {"768-d", "768-e"},
            confirmedBy = {"rfc:768-d", "rfc:768-e", "kernel:6.18.44"})
    public void everyReceiveReturnsOneDatagramAndAnEmptyOneIsOne(Ladder it) {
        SutSocket receiver = receiver(it);
        for (int data : new int[] {3, 0, 200, 1472}) {
            it.in(now(), udp(5000, PORT, data));
        }
        it.quiet(ms(1));
        it.equal("first", bytes(3), receiver.read(2000));
        it.equal("second", bytes(0), receiver.read(2000));
        it.step("what does not fit into the program's room is lost with its datagram");
        it.equal("third", bytes(50), receiver.read(50));
        it.equal("fourth", bytes(1472), receiver.read(2000));
        nothing(it, receiver);
        it.equal("InDatagrams", 4L, it.sut().counter("Udp.InDatagrams")).proves("UDP-3/snmp-counters");
    }

    @Scenario(id = "udp/receive-queue", needs = Capability.COUNTERS,
            rfc = "768-e",
            confirmedBy = "kernel:6.18.44")
    public void theReceiveQueueHoldsTwoHundredFiftySixDatagramsOfOneOctet(Ladder it) {
        SutSocket receiver = receiver(it);
        it.step("sent by the host to itself, where a buffer of one octet costs 832 of 212,992");
        SutSocket sender = it.sut().socket(DATAGRAM).connect(Addressing.STANDARD.sut(), PORT);
        for (int i = 0; i < 300; i++) {
            sender.write(new byte[] {(byte) i});
        }
        it.quiet(ms(1));
        it.equal("RcvbufErrors", 44L, it.sut().counter("Udp.RcvbufErrors"));
        it.equal("InErrors", 44L, it.sut().counter("Udp.InErrors"));
        for (int i = 0; i < 256; i++) {
            it.equal("datagram " + i, new byte[] {(byte) i}, receiver.read(10));
        }
        it.fails(Errno.EAGAIN, () -> receiver.read(10)).proves("UDP-1/receive-queue-bound");
        it.step("there is room again");
        it.in(now(), udp(5000, PORT, 10));
        it.quiet(ms(1));
        it.equal("datagram", bytes(10), receiver.read(100));
    }

    @Scenario(id = "udp/one-always-fits", needs = Capability.COUNTERS,
            rfc = "768-e",
            confirmedBy = "kernel:6.18.44")
    public void anEmptyQueueTakesOneDatagramHoweverLarge(Ladder it) {
        SutSocket receiver = receiver(it).option("SO_RCVBUF", 1);
        it.equal("SO_RCVBUF", 2304, receiver.option("SO_RCVBUF")).proves("SOCK-5/rcvbuf");
        it.in(now(), udp(5000, PORT, 1472));
        it.in(now(), udp(5000, PORT, 1472));
        it.quiet(ms(1));
        it.equal("datagram", bytes(1472), receiver.read(2000));
        nothing(it, receiver);
        it.equal("RcvbufErrors", 1L, it.sut().counter("Udp.RcvbufErrors")).proves("UDP-1/receive-queue-bound");
    }
}
