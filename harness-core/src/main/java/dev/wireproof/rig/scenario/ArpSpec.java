package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import java.util.ArrayList;
import java.util.List;

/** An ARP request or reply. Sender and target default to peer and host when sent, and to any when expected. */
public final class ArpSpec extends PacketSpec {
    private final int operation;
    private Address senderIp;
    private Mac senderMac;
    private Address targetIp;
    private Mac targetMac;
    private Mac linkDestination;
    private Integer hardwareType;

    ArpSpec(int operation) {
        this.operation = operation;
    }

    public ArpSpec sender(Address ip, Mac mac) {
        senderIp = ip;
        senderMac = mac;
        return this;
    }

    public ArpSpec target(Address ip) {
        targetIp = ip;
        return this;
    }

    public ArpSpec target(Address ip, Mac mac) {
        targetIp = ip;
        targetMac = mac;
        return this;
    }

    /** Ethernet destination of the frame. */
    public ArpSpec to(Mac mac) {
        linkDestination = mac;
        return this;
    }

    public ArpSpec hardwareType(int value) {
        hardwareType = value;
        return this;
    }

    @Override
    byte[] build(Wiring w) {
        byte[] octets = new byte[EthernetView.SIZE + ArpView.SIZE];
        Mac from = senderMac == null ? w.addressing.peerMac() : senderMac;
        Mac to = linkDestination != null ? linkDestination : operation == ArpView.REQUEST ? Mac.BROADCAST : w.addressing.sutMac();
        new EthernetView().at(octets, 0).destination(to.bits()).source(from.bits()).type(EtherType.ARP);
        Mac target = targetMac != null ? targetMac : operation == ArpView.REQUEST ? Mac.ZERO : w.addressing.sutMac();
        ArpView arp = new ArpView().at(octets, EthernetView.SIZE)
                .ethernetIpv4(operation)
                .sender(from.bits(), (senderIp == null ? w.addressing.peer() : senderIp).v4())
                .target(target.bits(), (targetIp == null ? w.addressing.sut() : targetIp).v4());
        if (hardwareType != null) {
            arp.hardwareType(hardwareType);
        }
        return octets;
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>();
        if (seen.arp == null) {
            lines.add("protocol: expected ARP");
            return lines;
        }
        Fields.compare(lines, "operation", operation, seen.arp.operation());
        Fields.compare(lines, "sender address", senderIp, Address.v4(seen.arp.senderIp()));
        Fields.compare(lines, "sender MAC", senderMac, new Mac(seen.arp.senderMac()));
        Fields.compare(lines, "target address", targetIp, Address.v4(seen.arp.targetIp()));
        Fields.compare(lines, "target MAC", targetMac, new Mac(seen.arp.targetMac()));
        Fields.compare(lines, "Ethernet destination", linkDestination, new Mac(seen.ethernet.destination()));
        return lines;
    }

    @Override
    String text() {
        return "ARP " + (operation == ArpView.REQUEST ? "who-has " : operation == ArpView.REPLY ? "is-at " : "operation " + operation + " ")
                + (targetIp == null ? "" : "target " + targetIp) + (senderIp == null ? "" : " sender " + senderIp);
    }
}
