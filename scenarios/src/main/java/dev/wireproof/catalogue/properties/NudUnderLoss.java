package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.DATAGRAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.oracle.NudOracle;
import dev.wireproof.rig.oracle.NudOracle.Arrival;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** Two hosts over a cable that loses, repeats and holds back ARP: what one of them asks is judged by what reached it. */
public final class NudUnderLoss extends FaultProperty {
    private static final long MS = 1_000_000L;
    private static final int PORT = 9;
    private static final int FRAMES = 25;

    public NudUnderLoss() {
        super("arp-nud/lost-arp-is-asked-again-as-the-table-says",
                "whatever a cable does to ARP, a host asks when the table says so, and reaches its neighbour once the cable is whole",
                new Setting("run", 1, 1_000_000, 1), new Setting("sends", 1, 12, 1), new Setting("everyMillis", 1, 20_000, 1000),
                Setting.flag("answers"));
    }

    @Override
    protected List<FaultRule> drawSteps(Rng chance, Case<FaultRule> settings) {
        List<FaultRule> rules = new ArrayList<>(FaultSteps.draw(chance, 5, FRAMES, Scope.FORWARD, Scope.BACKWARD));
        // A frame with another bit in it would be another ARP packet than its neighbour sent.
        rules.removeIf(FaultSteps::corrupts);
        return rules;
    }

    @Override
    public Trial check(Case<FaultRule> one) {
        return Trial.ofLab(new RunSetup(one.get("run"), Profile.MODERN), lab -> new Run(lab, one).judge()).watched();
    }

    /** One lab, and the oracle beside its first host. */
    private static final class Run {
        private final Lab lab;
        private final Case<FaultRule> one;
        private final LabHost a;
        private final LabHost b;
        private final LabWire wire;
        private final NudOracle oracle;
        private final Address peer;
        private final List<String> expected = new ArrayList<>();
        private final List<String> actual = new ArrayList<>();

        Run(Lab lab, Case<FaultRule> one) {
            this.lab = lab;
            this.one = one;
            a = lab.host("a");
            b = lab.host("b");
            wire = lab.wire(a, b).oneWayDelay(ms(1));
            peer = wire.addressB();
            long reachable = a.net().stack().neighbours().parameters(a.net().device("eth0")).reachableNanos();
            oracle = new NudOracle(NudOracle.Settings.defaults(reachable / MS));
            wire.cable().faults(new FaultPlan(one.steps()));
            a.net().device("eth0").taps.add((skb, device, outgoing) -> tapped(skb, outgoing));
        }

        void judge() {
            SutSocket in = one.is("answers") ? null : b.socket(DATAGRAM).bind(PORT).nonBlocking(true);
            SutSocket out = a.socket(DATAGRAM);
            for (int i = 0; i < one.number("sends"); i++) {
                send(out);
                lab.runFor(ms(one.get("everyMillis")));
                settle();
            }
            wire.cable().faults(FaultPlan.NONE);
            lab.runFor(seconds(10));
            settle();
            send(out);
            lab.runFor(ms(100));
            settle();
            lab.equal("state in the end", true, NudOracle.State.valueOf(a.neighbour(peer)).compareTo(NudOracle.State.INCOMPLETE) > 0);
            if (in != null) {
                int got = 0;
                while (in.poll().contains("IN")) {
                    got = in.read(100).length;
                }
                lab.equal("octets of the last datagram received", 1, got);
            }
        }

        private void send(SutSocket out) {
            expect(oracle.send(lab.now() / MS));
            out.sendTo(bytes(1), peer, PORT);
        }

        /** Everything up to now: what the oracle expects is what was sent, and both know the same state. */
        private void settle() {
            expect(oracle.silence(lab.now() / MS));
            lab.equal("frames of a up to " + lab.now() / MS + " ms", List.copyOf(expected), List.copyOf(actual));
            String state = a.neighbour(peer);
            lab.equal("state of a at " + lab.now() / MS + " ms", oracle.state().name(), state.equals("none") ? "NONE" : state);
            expected.clear();
            actual.clear();
        }

        private void expect(List<NudOracle.Action> actions) {
            for (NudOracle.Action x : actions) {
                switch (x.kind()) {
                    case PACKET -> expected.add(x.atMillis() + " ms packet");
                    case BROADCAST_REQUEST -> expected.add(x.atMillis() + " ms request to all");
                    case UNICAST_REQUEST -> expected.add(x.atMillis() + " ms request to b");
                    default -> { }
                }
            }
        }

        private void tapped(SkBuff skb, boolean outgoing) {
            byte[] frame = skb.toBytes();
            EthernetView ethernet = new EthernetView().at(frame, 0);
            boolean toAll = ethernet.destination() == Mac.BROADCAST.bits();
            boolean isArp = ethernet.type() == EtherType.ARP;
            int operation = isArp ? new ArpView().at(frame, EthernetView.SIZE).operation() : 0;
            if (!outgoing && isArp) {
                Arrival kind = operation == ArpView.REQUEST ? Arrival.REQUEST_FOR_US : toAll ? Arrival.BROADCAST_REPLY : Arrival.UNICAST_REPLY;
                expect(oracle.arrives(lab.now() / MS, kind, 1));
            } else if (outgoing && operation != ArpView.REPLY) {
                actual.add(Frames.millis(lab.now()) + " ms " + (!isArp ? "packet" : toAll ? "request to all" : "request to b"));
            }
        }
    }
}
