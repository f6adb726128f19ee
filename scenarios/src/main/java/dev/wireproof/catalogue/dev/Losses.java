package dev.wireproof.catalogue.dev;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.dev.NicOptions;
import dev.wireproof.core.hook.HookFunction;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The places inside a host where a frame can end, each with its name. */
public class Losses {
    private static final int PORT = 7;
    /** EtherType for experiments (IEEE 802). */
    private static final int LOCAL_EXPERIMENT = 0x88B5;
    private static final Mac MAC = Mac.parse("02:00:00:00:01:01");

    private static Proof lost(Lab lab, LabHost host, DropReason reason, long frames) {
        return lab.equal("frames ended by " + reason, frames, host.kernel().accounts().dropped(reason));
    }

    @Scenario(id = "dev/receive-ring-full", confirmedBy = "formula:10 frames into a ring of 4 leave 6")
    public void whatFindsTheReceiveRingFullNeverReachesTheKernel(Lab lab) {
        LabHost host = lab.host("host");
        NicDevice nic = host.net().addNic("eth0", MAC, 1500, NicOptions.DEFAULT.rings(4, 4));
        nic.attach(frame -> lab.now());
        host.net().linkUp("eth0");
        lab.loop().soon(new Event(() -> {
            for (int i = 0; i < 10; i++) {
                nic.frameArrived(SkBuff.received(new byte[60], 0, 60));
            }
        }));
        lab.runFor(ms(1));
        lost(lab, host, DropReason.RX_RING_FULL, 6).proves("DEV-1/rx-ring-full");
        lab.equal("rx_missed", 6L, nic.counters.rxMissed).proves("DEV-1/rx-ring-full");
        nic.attach(null);
    }

    @Scenario(id = "dev/backlog-full", confirmedBy = "formula:a limit of 5 takes the first of 20")
    public void theBacklogTakesNoMoreThanItsLimit(Lab lab) {
        LabHost host = lab.host("host");
        host.sysctl("net.core.netdev_max_backlog", "5");
        SutSocket receiver = host.socket(DATAGRAM).bind(PORT);
        SutSocket sender = host.socket(DATAGRAM).bind(5000);
        lab.loop().soon(new Event(() -> {
            for (int i = 1; i <= 20; i++) {
                sender.sendTo(bytes(i), ip("127.0.0.1"), PORT);
            }
        }));
        lab.runFor(ms(1));
        lab.equal("the first is there", bytes(1), receiver.read(100));
        lab.check("some found no room", host.kernel().accounts().dropped(DropReason.BACKLOG_FULL) > 0).proves("DEV-5/backlog-overflow");
    }

    @Scenario(id = "dev/queue-full", confirmedBy = "formula:10 places cannot take 400 frames")
    public void aQueueOfTheDeviceTakesNoMoreThanItsLength(Lab lab) {
        LabHost a = lab.host("a");
        LabHost b = lab.host("b");
        LabWire wire = lab.wire(a, b).rate(1_000_000);
        ((NicDevice) a.net().device("eth0")).txQueueLength(10);
        SutSocket sender = a.socket(DATAGRAM).bind(5000);
        sender.sendTo(bytes(1), wire.addressB(), PORT);
        lab.runFor(seconds(1));
        SutSocket[] many = new SutSocket[4];
        for (int i = 0; i < many.length; i++) {
            many[i] = a.socket(DATAGRAM).nonBlocking(true);
            for (int n = 0; n < 100; n++) {
                trySend(many[i], wire);
            }
        }
        lab.runFor(seconds(2));
        lab.check("some found no room", a.kernel().accounts().dropped(DropReason.QDISC_FULL) > 0).proves("DEV-7/txqueuelen");
    }

    private static void trySend(SutSocket socket, LabWire wire) {
        try {
            socket.sendTo(bytes(10), wire.addressB(), PORT);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOBUFS && e.errno() != Errno.ECONNREFUSED && e.errno() != Errno.EAGAIN) {
                throw e;
            }
        }
    }

    @Scenario(id = "dev/down-while-a-frame-is-on-its-way", confirmedBy = "formula:the frame arrives 5 ms after the device went down")
    public void aDeviceThatIsDownReceivesNothing(Lab lab) {
        LabHost a = lab.host("a");
        LabHost b = lab.host("b");
        LabWire wire = lab.wire(a, b).oneWayDelay(ms(10));
        SutSocket sender = a.socket(DATAGRAM).bind(5000);
        SutSocket receiver = b.socket(DATAGRAM).bind(PORT);
        sender.sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(ms(100));
        lab.equal("while it is up", bytes(10), receiver.read(100));
        sender.sendTo(bytes(20), wire.addressB(), PORT);
        lab.runFor(ms(5));
        b.net().linkDown("eth0");
        lab.runFor(ms(100));
        lost(lab, b, DropReason.DEVICE_DOWN, 1).proves("DEV-15/up-down");
    }

    @Scenario(id = "dev/too-long-for-the-peer", confirmedBy = "formula:1028 octets exceed an MTU of 500")
    public void aVethEndTakesNoFrameThatIsLongerThanItsMtu(Lab lab) {
        LabHost host = lab.host("host");
        NetNamespace box = host.kernel().namespace("box");
        host.net().addVeth("veth0", MAC, box, "veth1", Mac.parse("02:00:00:00:01:02"));
        host.net().addAddress("veth0", Cidr.parse("192.168.0.1/24"));
        box.addAddress("veth1", Cidr.parse("192.168.0.2/24"));
        host.net().linkUp("veth0");
        box.linkUp("veth1");
        box.device("veth1").mtu(500);
        SutSocket receiver = host.socketOf(box.process("server"), DATAGRAM).bind(PORT);
        SutSocket sender = host.socket(DATAGRAM).bind(5000);
        sender.sendTo(bytes(100), ip("192.168.0.2"), PORT);
        sender.sendTo(bytes(1000), ip("192.168.0.2"), PORT);
        lab.runFor(ms(10));
        lab.equal("the short one", bytes(100), receiver.read(2000));
        lost(lab, host, DropReason.TOO_LONG, 1);
    }

    @Scenario(id = "dev/dropped-by-a-hook", confirmedBy = "formula:the function drops every datagram")
    public void aHookFunctionEndsAFrameByName(Lab lab) {
        LabHost a = lab.host("a");
        LabHost b = lab.host("b");
        LabWire wire = lab.wire(a, b);
        HookFunction noDatagrams = (point, skb, in, out) -> skb.ipProtocol == 17 ? Verdict.DROP : Verdict.ACCEPT;
        b.net().hooks().register(HookPoint.LOCAL_IN, 0, noDatagrams);
        SutSocket receiver = b.socket(DATAGRAM).bind(PORT);
        a.socket(DATAGRAM).bind(5000).sendTo(bytes(10), wire.addressB(), PORT);
        lab.runFor(ms(10));
        lab.equal("readiness", "OUT", receiver.poll());
        lost(lab, b, DropReason.HOOK_DROP, 1);
    }

    @Scenario(id = "dev/nobody-takes-the-frame", needs = Capability.VIRTUAL_TIME, malformed = true,
            confirmedBy = "formula:no handler is registered, and ten octets hold no header")
    public void framesOfAnUnknownTypeAndStumpsOfFramesAreDropped(Ladder it) {
        byte[] unknown = new byte[60];
        new EthernetView().at(unknown, 0).destination(Addressing.STANDARD.sutMac().bits()).type(LOCAL_EXPERIMENT);
        it.in(now(), frame(unknown));
        it.quiet(ms(1)).proves("DEV-16/no-handler-counted");
        it.in(after(ms(1)), frame(new byte[10]));
        it.quiet(ms(1));
        it.in(after(ms(1)), echoRequest(7, 1).data(16));
        it.out(now(), echoReply(7, 1).data(16));
    }
}
