package dev.wireproof.catalogue.ns;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.netns.Process;
import dev.wireproof.core.route.Route;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabLadder;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** A namespace in a host, tied to the host's own by a veth pair: how it talks, and what keeps it apart. */
public class Boxes {
    private static final Cidr OUTER = Cidr.parse("192.168.0.1/24");
    private static final Cidr INNER = Cidr.parse("192.168.0.2/24");
    private static final int PORT = 7;

    /** Namespace "box" with 192.168.0.2 on veth1; the other end, veth0, is the host's 192.168.0.1, its default gateway. */
    private static NetNamespace box(LabHost host) {
        NetNamespace box = host.kernel().namespace("box");
        host.net().addVeth("veth0", Mac.parse("02:00:00:00:01:01"), box, "veth1", Mac.parse("02:00:00:00:01:02"));
        host.net().addAddress("veth0", OUTER);
        box.addAddress("veth1", INNER);
        host.net().linkUp("veth0");
        box.linkUp("veth1");
        box.addDefaultRoute(OUTER.address().toString());
        return box;
    }

    @Scenario(id = "ns/box-reaches-the-outside", rfc = {"1812-5.3.1-a", "1122-3.1-fwd"},
            confirmedBy = {"rfc:1812-5.3.1-a", "kernel:6.18.44"})
    public void aBoxReachesTheOutsideOnlyWhenItsHostForwards(Lab lab) {
        LabHost host = lab.host("host");
        LabHost outside = lab.host("outside");
        LabWire wire = lab.wire(host, outside);
        NetNamespace box = box(host);
        outside.net().addRoute(Route.to(INNER.network()).via(wire.addressA()));
        SutSocket server = outside.socket(DATAGRAM).bind(PORT);
        SutSocket client = host.socketOf(box.process("client"), DATAGRAM).bind(5000);
        client.sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(seconds(1));
        lab.equal("frames on the wire without forwarding", 0, lab.ladder().frames().size()).proves("NS-3/no-forwarding", "IP-4/ip-forward");
        host.sysctl("net.ipv4.ip_forward", "1");
        lab.task(outside, "server", () -> server.sendTo(server.read(100), INNER.address(), 5000));
        lab.task(host, "client", () -> {
            client.sendTo(bytes(20), wire.addressB(), PORT);
            lab.equal("echo", bytes(20), client.read(100));
        });
        lab.run();
        LabLadder ladder = lab.ladder();
        ladder.next(host.to(outside), udp(5000, PORT, 20).ttl(63).to(INNER.address())).proves("IP-4/ttl-decrement", "IP-4/ip-forward");
        ladder.next(outside.to(host), udp(PORT, 5000, 20).ttl(64).peer(INNER.address())).proves("DEV-9/crosses-to-peer");
    }

    @Scenario(id = "ns/own-world", confirmedBy = "kernel:6.18.44")
    public void aNamespaceHasDevicesPortsSettingsAndCountersOfItsOwn(Lab lab) {
        LabHost host = lab.host("host");
        LabHost outside = lab.host("outside");
        LabWire wire = lab.wire(host, outside);
        NetNamespace box = host.kernel().namespace("box");
        Process program = box.process("program");
        lab.equal("devices", 1, box.devices().all().size());
        lab.check("lo is down", !box.device("lo").isUp()).proves("NS-1/new-has-lo-down");
        SutSocket inside = host.socketOf(program, DATAGRAM).bind(PORT);
        lab.equal("without a device", Errno.ENETUNREACH, errnoOf(() -> inside.sendTo(bytes(10), ip("127.0.0.1"), PORT)));
        box.linkUp("lo");
        SutSocket same = host.socket(DATAGRAM).bind(PORT);
        inside.sendTo(bytes(10), ip("127.0.0.1"), PORT);
        lab.runFor(ms(1));
        lab.equal("within the box", bytes(10), inside.read(100));
        lab.check("the host's own socket on that port has nothing", !same.poll().contains("IN"));
        lab.equal("the wire's subnet from the box", Errno.ENETUNREACH, errnoOf(() -> inside.sendTo(bytes(10), wire.addressB(), PORT)));
        box.sysctl("net.ipv4.ip_default_ttl", "7");
        same.sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(ms(1));
        lab.ladder().find(host.to(outside), udp(PORT, PORT, 10).ttl(64)).proves("NS-1/own-world");
    }

    @Scenario(id = "ns/destroyed", confirmedBy = "kernel:6.18.44")
    public void aNamespaceThatIsDestroyedTakesItsEndOfThePairAndSoTheOther(Lab lab) {
        LabHost host = lab.host("host");
        LabHost outside = lab.host("outside");
        LabWire wire = lab.wire(host, outside);
        NetNamespace box = box(host);
        Process program = box.process("program");
        Address inner = INNER.address();
        SutSocket inside = host.socketOf(program, DATAGRAM).bind(PORT);
        SutSocket sender = host.socket(DATAGRAM).bind(5000);
        sender.sendTo(bytes(10), inner, PORT);
        lab.runFor(ms(1));
        lab.equal("over the pair", bytes(10), inside.read(100)).proves("DEV-9/created-as-peers", "DEV-9/crosses-to-peer");
        box.linkDown("veth1");
        lab.check("no carrier while the peer is down", !host.net().device("veth0").hasCarrier()).proves("DEV-9/peer-down-no-carrier");
        program.exit();
        host.kernel().destroy(box);
        lab.check("veth0 has gone", host.net().devices().byName("veth0") == null).proves("NS-1/destroy-frees-all");
        lab.equal("its subnet", Errno.ENETUNREACH, errnoOf(() -> sender.sendTo(bytes(10), inner, PORT)));
        sender.sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(ms(1));
        lab.ladder().find(host.to(outside), udp(5000, PORT, 10));
        lab.ladder().find(outside.to(host), icmp(3, 3));
    }

    private static Errno errnoOf(Runnable call) {
        try {
            call.run();
            return Errno.OK;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
