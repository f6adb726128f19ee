package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;

/** Addresses that no connection can have, and hosts with several. */
public class OddAddresses {
    private static final Mac EVERYBODY = Mac.parse("ff:ff:ff:ff:ff:ff");
    private static final int SOURCE_BEHIND_IP_HEADER = 12;

    @Scenario(id = "tcp-state/syn-to-many", needs = Capability.COUNTERS,
            rfc = "9293-MUST-57",
            confirmedBy = {"rfc:9293-MUST-57", "formula:dropped by tcp_conn_request, ListenDrops (facts 8.2)", "kernel:6.18.44"})
    public void aSynToBroadcastOrMulticastIsDroppedInSilence(Ladder it) {
        listener(it);
        it.step("in a frame for this host alone");
        it.in(now(), syn(0).to(ip("10.0.0.255")).mss(1000));
        it.in(after(ms(1)), syn(0).to(ip("255.255.255.255")).mss(1000));
        it.in(after(ms(1)), syn(0).to(ip("224.0.0.1")).mss(1000));
        it.quiet(ms(100));
        it.equal("dropped by the listener", 3L, it.sut().counter("TcpExt.ListenDrops"));
        it.step("in a frame for everybody");
        it.in(now(), link(syn(0).to(ip("10.0.0.255")).mss(1000)).to(EVERYBODY));
        it.in(after(ms(1)), link(syn(0).mss(1000)).to(EVERYBODY));
        it.step("to a port where nobody listens");
        it.in(after(ms(1)), syn(0).to(ip("10.0.0.255")).port(9999));
        it.in(after(ms(1)), ack(0, 1).to(ip("255.255.255.255")).port(9999));
        it.quiet(ms(100));
        it.equal("resets", 0L, it.sut().counter("Tcp.OutRsts"));
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
    }

    @Scenario(id = "tcp-state/syn-from-nobody", needs = Capability.COUNTERS, malformed = true,
            rfc = "9293-MUST-63",
            confirmedBy = {"rfc:9293-MUST-63", "formula:martian sources (facts 3.3)", "kernel:6.18.44"})
    public void aSynWhoseSenderCannotBeOneHostIsIgnored(Ladder it) {
        listener(it);
        fromEach(it, "255.255.255.255", "224.0.0.1", "127.0.0.1", "0.0.0.0", "10.0.0.1");
        it.equal("segments that reached TCP", 0L, it.sut().counter("Tcp.InSegs"));
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
    }

    private static void fromEach(Ladder it, String... sources) {
        for (String source : sources) {
            it.in(after(ms(1)), syn(0).peer(ip(source)).mss(1000));
        }
        it.quiet(seconds(2));
    }

    @Scenario(id = "tcp-state/textbook-syn-from-a-broadcast-address", profile = "textbook", malformed = true,
            rfc = "9293-MUST-63",
            confirmedBy = "rfc:9293-MUST-63")
    public void aSynFromTheBroadcastAddressOfTheLinkIsIgnored(Ladder it) {
        listener(it);
        fromEach(it, "10.0.0.255", "255.255.255.255", "224.0.0.1");
    }

    @Scenario(id = "tcp-state/syn-from-a-broadcast-address", malformed = true,
            confirmedBy = {"formula:without rp_filter only the kind of the destination counts (facts 3.3)", "kernel:6.18.44"})
    public void withoutReversePathFilterASynFromABroadcastAddressIsAnswered(Ladder it) {
        listener(it);
        it.in(now(), syn(0).peer(ip("10.0.0.255")).mss(1000));
        it.out(now(), link(synAck(0, 1).peer(ip("10.0.0.255"))).to(EVERYBODY));
    }

    @Scenario(id = "tcp-state/connect-to-many",
            rfc = "9293-MUST-46",
            confirmedBy = {"rfc:9293-MUST-46", "formula:ENETUNREACH (facts 8.7)", "kernel:6.18.44"})
    public void aConnectToBroadcastOrMulticastFailsAndSendsNothing(Ladder it) {
        for (String many : new String[] {"255.255.255.255", "10.0.0.255", "224.0.0.1"}) {
            SutSocket client = it.sut().socket(STREAM);
            it.fails(Errno.ENETUNREACH, () -> client.connect(ip(many), 80));
        }
        it.quiet(seconds(2));
    }

    @Scenario(id = "tcp-state/several-addresses",
            rfc = {"9293-MUST-43", "9293-MUST-44", "9293-MUST-45"},
            confirmedBy = {"rfc:9293-MUST-43", "rfc:9293-MUST-44", "kernel:6.18.44"})
    public void theUserNamesTheLocalAddressOrRoutingDoes(Ladder it) {
        Address second = ip("10.0.0.9");
        it.sut().addAddress("eth0", Cidr.parse("10.0.0.9/24"));
        it.sut().addAddress("lo", Cidr.parse("192.0.2.1/32"));
        it.step("a listener at one address hears nothing that is sent to the other");
        it.ports(PORT, 40_000);
        SutSocket listener = it.sut().socket(STREAM).bind(second, PORT).listen(5);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), rstAck(0, 1));
        it.in(after(ms(1)), syn(0).to(second).peerPort(40_001).mss(1000));
        it.out(now(), synAck(0, 1).peerPort(40_001));
        it.equal("source of the SYN-ACK", second, sourceOfLast(it));
        it.in(after(ms(10)), ack(1, 1).to(second).peerPort(40_001));
        listener.accept().write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1).peerPort(40_001));
        it.equal("source of what follows", second, sourceOfLast(it));
        it.in(after(ms(10)), ack(1, 11).to(second).peerPort(40_001));
        it.step("a client that says nothing gets the address that routing prefers towards the peer");
        opensFrom(it, it.sut().socket(STREAM), 80, it.sut().address());
        it.step("a client that names one gets that one, even if it belongs to another device");
        opensFrom(it, it.sut().socket(STREAM).bind(second, 0), 81, second);
        opensFrom(it, it.sut().socket(STREAM).bind(ip("192.0.2.1"), 0), 82, ip("192.0.2.1"));
    }

    private static void opensFrom(Ladder it, SutSocket client, int port, Address expected) {
        client.nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), port));
        it.out(now(), syn(0).peerPort(port));
        it.equal("source of the SYN", expected, sourceOfLast(it));
        client.close();
    }

    private static Address sourceOfLast(Ladder it) {
        return Address.v4(ByteBuffer.wrap(it.lastSent()).getInt(SOURCE_BEHIND_IP_HEADER));
    }
}
