package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.ICMP;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PacketSpec;
import dev.wireproof.rig.scenario.Scenario;

/** Options of received packets. */
public class Options {
    private static final int NO_OPERATION = 1;
    private static final int RECORD_ROUTE = 7;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int UNKNOWN = 30;

    /** A ping of the peer with these option octets, a multiple of four. */
    private static PacketSpec ping(Ladder it, int... options) {
        return packet(it.payloadOf(echoRequest(7, 1).data(8)), 0, options);
    }

    private static PacketSpec packet(byte[] payload, int flagsAndOffset, int... options) {
        int header = Ipv4View.SIZE + options.length;
        byte[] octets = new byte[EthernetView.SIZE + header + payload.length];
        Addressing a = Addressing.STANDARD;
        new EthernetView().at(octets, 0).destination(a.sutMac().bits()).source(a.peerMac().bits()).type(EtherType.IPV4);
        for (int i = 0; i < options.length; i++) {
            octets[EthernetView.SIZE + Ipv4View.SIZE + i] = (byte) options[i];
        }
        new Ipv4View().at(octets, EthernetView.SIZE).versionAndLength(4, header).totalLength(header + payload.length).id(9)
                .flagsAndOffset(flagsAndOffset).ttl(64).protocol(ICMP).source(a.peer().v4()).destination(a.sut().v4()).fillChecksum();
        System.arraycopy(payload, 0, octets, EthernetView.SIZE + header, payload.length);
        return frame(octets);
    }

    @Scenario(id = "ip/option-unknown", rfc = "1122-3.2.1.8-b",
            confirmedBy = {"rfc:1122-3.2.1.8-b", "kernel:6.18.44"})
    public void unknownOptionsAreIgnored(Ladder it) {
        it.in(now(), ping(it, UNKNOWN, 4, 0, 0));
        it.out(now(), echoReply(7, 1).data(8));
        it.in(after(ms(1)), ping(it, NO_OPERATION, NO_OPERATION, NO_OPERATION, 0));
        it.out(now(), echoReply(7, 1).data(8));
    }

    @Scenario(id = "ip/option-malformed", malformed = true, needs = Capability.COUNTERS,
            rfc = {"1122-3.2.2.5", "1122-3.2.2-b"},
            confirmedBy = {"rfc:1122-3.2.2.5", "kernel:6.18.44"})
    public void aMalformedOptionIsReportedWithItsPlace(Ladder it) {
        it.step("a route recorder whose pointer is 3: octet 22 of the header");
        it.in(now(), ping(it, RECORD_ROUTE, 7, 3, 0, 0, 0, 0, 0));
        it.out(now(), icmp(12, 0).id(22 << 8, 0)).proves("IP-1/option-malformed", "IP-8/parameter-problem");
        it.step("a length of 1, and one beyond the header: octet 20");
        it.in(after(ms(1)), ping(it, UNKNOWN, 1, 0, 0));
        it.out(now(), icmp(12, 0).id(20 << 8, 0));
        it.in(after(ms(1)), ping(it, UNKNOWN, 5, 0, 0));
        it.out(now(), icmp(12, 0).id(20 << 8, 0));
        Fragments.counts(it, "Ip.InHdrErrors", 3);
        Fragments.counts(it, "Icmp.OutParmProbs", 3);
    }

    @Scenario(id = "ip/option-malformed-in-an-error", malformed = true,
            rfc = "1122-3.2.2-e",
            confirmedBy = {"rfc:1122-3.2.2-e", "kernel:6.18.44"})
    public void aMalformedOptionOfAnErrorIsNotReported(Ladder it) {
        it.sut().socket(DATAGRAM).sendTo(bytes(10), it.peer(), 9);
        it.out(now(), udp(0, 9, 10));
        byte[] error = it.payloadOf(icmp(3, 3).quoting(it.lastSent(), 28));
        it.in(after(ms(1)), packet(error, 0, RECORD_ROUTE, 7, 3, 0, 0, 0, 0, 0));
        it.quiet(ms(10)).proves("IP-8/no-error-about-error");
        it.in(now(), ping(it, RECORD_ROUTE, 7, 3, 0, 0, 0, 0, 0));
        it.out(now(), icmp(12, 0).id(22 << 8, 0));
    }

    @Scenario(id = "ip/option-malformed-in-fragments", malformed = true,
            rfc = "1122-3.2.2-h",
            confirmedBy = {"rfc:1122-3.2.2-h", "kernel:6.18.44"})
    public void aMalformedOptionIsReportedForTheFirstFragmentAlone(Ladder it) {
        byte[] part = it.payloadOf(echoRequest(7, 1).data(8));
        it.in(now(), packet(part, Ipv4View.MF | 2, RECORD_ROUTE, 7, 3, 0, 0, 0, 0, 0));
        it.quiet(ms(10)).proves("IP-8/no-error-about-later-fragment");
        it.in(now(), packet(part, Ipv4View.MF, RECORD_ROUTE, 7, 3, 0, 0, 0, 0, 0));
        it.out(now(), icmp(12, 0).id(22 << 8, 0));
    }

    @Scenario(id = "ip/option-source-route",
            rfc = "1122-3.3.5",
            confirmedBy = {"rfc:1122-3.3.5", "kernel:6.18.44"})
    public void sourceRoutesAreNotFollowedUnlessAllowed(Ladder it) {
        it.in(now(), ping(it, NO_OPERATION, LOOSE_SOURCE_ROUTE, 7, 4, 10, 0, 0, 77));
        it.quiet(ms(10)).proves("IP-1/option-source-route");
    }
}
