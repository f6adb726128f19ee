package dev.wireproof.catalogue.dev;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Traffic of a host with itself. */
public class Loopback {
    private static final Address SELF = Addressing.STANDARD.sut();
    private static final int PORT = 8080;

    @Scenario(id = "dev/loopback-datagrams", needs = Capability.COUNTERS,
            rfc = "1122-3.2.1.3-d",
            confirmedBy = {"rfc:1122-3.2.1.3-d", "kernel:6.18.44"})
    public void datagramsToAnOwnAddressCrossAllLayersTwiceAndNeverTheWire(Ladder it) {
        SutSocket receiver = it.sut().socket(DATAGRAM).bind(PORT).nonBlocking(true);
        SutSocket sender = it.sut().socket(DATAGRAM).bind(5000);
        long sent = it.sut().counter("Ip.OutRequests");
        long received = it.sut().counter("Ip.InReceives");
        sender.sendTo(bytes(100), ip("127.0.0.1"), PORT);
        sender.sendTo(bytes(200), SELF, PORT);
        sender.sendTo(bytes(3000), ip("127.1.2.3"), PORT);
        it.quiet(ms(10));
        it.equal("to 127.0.0.1", bytes(100), receiver.read(5000));
        it.equal("to the address of the wire", bytes(200), receiver.read(5000)).proves("DEV-8/route-from-table-local");
        it.equal("to any address of 127/8, whole, for the MTU is 65536", bytes(3000), receiver.read(5000));
        it.equal("packets sent", 3L, it.sut().counter("Ip.OutRequests") - sent);
        it.equal("packets received", 3L, it.sut().counter("Ip.InReceives") - received).proves("DEV-8/all-layers");
        it.step("the wire is for others");
        sender.sendTo(bytes(10), it.peer(), 9);
        it.out(now(), udp(5000, 9, 10));
    }

    @Scenario(id = "dev/loopback-connection", needs = Capability.TCP_INFO,
            confirmedBy = "kernel:6.18.44")
    public void aConnectionOfTheHostWithItselfCarriesDataAtOnce(Ladder it) {
        SutSocket listener = it.sut().socket(STREAM).bind(PORT).listen(1);
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(ip("127.0.0.1"), PORT));
        it.quiet(ms(10));
        connect.result();
        it.equal("MSS of the first segments, half the peer's window", 32_741, client.info().sndMss());
        SutSocket conn = listener.accept();
        client.write(bytes(5000));
        it.equal("data", bytes(5000), conn.readFully(5000));
        conn.close();
        it.equal("end", 0, client.read(10).length).proves("DEV-8/all-layers");
        client.close();
        it.in(after(ms(10)), echoRequest(7, 1).data(8));
        it.out(now(), echoReply(7, 1).data(8));
    }

    @Scenario(id = "dev/loopback-needs-no-interrupt",
            confirmedBy = "kernel:6.18.44")
    public void trafficOfAHostWithItselfRaisesSoftirqsAndNoInterrupt(Lab lab) {
        LabHost host = lab.host("host");
        LabHost outside = lab.host("outside");
        lab.wire(host, outside);
        SutSocket receiver = host.socket(DATAGRAM).bind(PORT);
        SutSocket sender = host.socket(DATAGRAM).bind(5000);
        long before = processed(host);
        for (int i = 1; i <= 10; i++) {
            sender.sendTo(bytes(i), ip("127.0.0.1"), PORT);
        }
        lab.runFor(ms(1));
        lab.equal("frames that softirqs took", 10L, processed(host) - before).proves("DEV-8/softirq-counted");
        lab.equal("interrupts of the NIC", 0L, interrupts(host)).proves("DEV-8/no-hard-irq", "DEV-8/no-qdisc-no-ring");
        for (int i = 1; i <= 10; i++) {
            lab.equal("datagram", bytes(i), receiver.read(100));
        }
        sender.sendTo(bytes(10), ip("10.0.0.2"), 9);
        lab.runFor(ms(1));
        lab.check("a reply from the wire interrupts", interrupts(host) > 0);
        lab.ladder().find(host.to(outside), udp(5000, 9, 10));
    }

    private static long processed(LabHost host) {
        return host.kernel().softnets().get(0).processed();
    }

    private static long interrupts(LabHost host) {
        return ((NicDevice) host.net().device("eth0")).interrupts();
    }
}
