package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.DATAGRAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.wire.UdpView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.oracle.FragmentOracle;
import dev.wireproof.rig.oracle.FragmentOracle.LaterOptions;
import dev.wireproof.rig.oracle.FragmentOracle.Piece;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabDirection;
import dev.wireproof.rig.scenario.LabFrame;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A datagram through a router to a smaller link (RFC 791 section 3.2), and whatever the last cable then does to its fragments. */
public final class FragmentGeometry extends FaultProperty {
    private static final int PORT = 9;
    /** So that the pieces of the largest datagram, 910 of them, fit a device's queue of 1,000. */
    private static final int SMALLEST_MTU = 96;
    /** Slow enough for a receive ring of 256 frames. */
    private static final long RATE = 1_000_000_000L;
    private static final byte[] NO_OPTIONS = {};

    public FragmentGeometry() {
        super("ip-fragment/sender-and-router-cut-by-the-rule",
                "sender and router cut a datagram where RFC 791 says, and its receiver gets exactly what was sent or nothing",
                new Setting("length", 0, 65_507, 0), new Setting("mtu", SMALLEST_MTU, 1500, 1500), new Setting("nextMtu", SMALLEST_MTU, 1500, 1500));
    }

    @Override
    protected List<FaultRule> drawSteps(Rng chance, Case<FaultRule> settings) {
        int frames = 1 + (settings.number("length") + UdpView.SIZE) / (settings.number("nextMtu") - 20);
        return FaultSteps.corruptingOnce(FaultSteps.draw(chance, 4, Math.min(frames + 1, 60), Scope.FORWARD));
    }

    @Override
    public Trial check(Case<FaultRule> one) {
        return Trial.ofLab(new RunSetup(1, Profile.MODERN), lab -> judge(lab, one));
    }

    private static void judge(Lab lab, Case<FaultRule> one) {
        LabHost client = lab.host("client");
        LabHost router = lab.host("router");
        LabHost server = lab.host("server");
        LabWire first = lab.wire(client, router).mtu(one.number("mtu")).rate(RATE);
        LabWire last = lab.wire(router, server).mtu(one.number("nextMtu")).rate(RATE);
        client.net().addDefaultRoute(first.addressB().toString());
        server.net().addDefaultRoute(last.addressA().toString());
        router.sysctl("net.ipv4.ip_forward", "1");
        SutSocket in = server.socket(DATAGRAM).bind(PORT).nonBlocking(true);
        // ARP is answered before the faults begin: they count frames of the datagram alone.
        client.socket(DATAGRAM).sendTo(bytes(1), last.addressB(), PORT);
        lab.runFor(seconds(1));
        lab.equal("octets before the faults", 1, in.read(10).length);
        int before = lab.ladder().frames().size();
        last.cable().faults(new FaultPlan(one.steps()));
        byte[] sent = bytes(one.number("length"));
        client.socket(DATAGRAM).option("IP_MTU_DISCOVER", 0).sendTo(sent, last.addressB(), PORT);
        lab.runFor(seconds(5));
        List<LabFrame> seen = lab.ladder().frames();
        List<LabFrame> frames = seen.subList(before, seen.size());
        List<Piece> cut = FragmentOracle.pieces(sent.length + UdpView.SIZE, one.number("mtu"), NO_OPTIONS, LaterOptions.NO_OPERATIONS);
        lab.equal("pieces of the sender", cut, pieces(frames, client.to(router)));
        List<Piece> again = new ArrayList<>();
        cut.forEach(p -> again.addAll(FragmentOracle.pieces(
                p.offset(), p.length(), p.more(), one.number("nextMtu"), NO_OPTIONS, LaterOptions.NO_OPERATIONS)));
        lab.equal("pieces of the router", again, pieces(frames, router.to(server)));
        expectDelivery(lab, in, sent, frames);
        last.cable().faults(FaultPlan.NONE);
        lab.runFor(seconds(60));
    }

    private static List<Piece> pieces(List<LabFrame> frames, LabDirection way) {
        List<Piece> pieces = new ArrayList<>();
        for (LabFrame f : frames) {
            if (f.direction().equals(way) && !f.isCopy() && !f.isArp()) {
                var ip = Frames.ip(f.octets());
                pieces.add(new Piece(ip.fragmentOffset(), ip.totalLength() - ip.headerLength(), ip.moreFragments(), List.of()));
            }
        }
        return pieces;
    }

    private static void expectDelivery(Lab lab, SutSocket in, byte[] sent, List<LabFrame> frames) {
        int received = 0;
        for (byte[] got = next(in, sent.length); got != null; got = next(in, sent.length)) {
            lab.check("the octets that were sent", Arrays.equals(sent, got));
            received++;
        }
        boolean unharmed = frames.stream().noneMatch(f -> f.isLost() || f.isCopy());
        if (unharmed) {
            lab.equal("datagrams received over a cable that lost and added nothing", 1, received);
        }
    }

    private static byte[] next(SutSocket in, int length) {
        try {
            return in.read(length + 1);
        } catch (ErrnoException nothing) {
            return null;
        }
    }
}
