package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.NudOracle;
import dev.wireproof.rig.oracle.NudOracle.Kind;
import dev.wireproof.rig.scenario.ArpSpec;
import dev.wireproof.rig.scenario.BuiltInHost;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;

/** One neighbour under datagrams, ARP of all kinds, confirmations and silence (RFC 4861 section 7.3.3, by ARP). */
public final class NudWalks extends StepProperty<NudStep> {
    private static final long MS = 1_000_000L;
    private static final int PORT = 9;
    private static final int STEPS = 40;
    /** The reachable time is drawn anew after 300 s, which the oracle does not know. */
    private static final int LONGEST_MILLIS = 290_000;

    public NudWalks() {
        super("arp-nud/every-walk-follows-the-table",
                "every packet, question, error and state of a neighbour entry is the one in the table of neighbour unreachability detection",
                new Setting("run", 1, 1_000_000, 1));
    }

    @Override
    protected List<NudStep> drawSteps(Rng chance, Case<NudStep> settings) {
        List<NudStep> steps = new ArrayList<>();
        int left = LONGEST_MILLIS;
        for (int i = 1 + chance.below(STEPS); i > 0; i--) {
            NudStep step = NudStep.draw(chance);
            left -= step.gapMillis();
            if (left < 0) {
                break;
            }
            steps.add(step);
        }
        return steps;
    }

    @Override
    protected NudStep readStep(String text) {
        return NudStep.read(text);
    }

    @Override
    protected List<NudStep> simplerStep(NudStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<NudStep> one) {
        return Trial.ofLadder(new RunSetup(one.get("run"), Profile.MODERN), it -> new Walk(it).take(one.steps())).watched();
    }

    /** One walk: the host, and the oracle beside it. */
    private static final class Walk {
        private final Ladder it;
        private final NetNamespace net;
        private final SocketApi calls;
        private final int fd;
        private final IpPath path;
        private final NudOracle oracle;

        Walk(Ladder it) {
            this.it = it;
            it.arp();
            net = ((BuiltInHost) it.sut()).net();
            calls = net.process("sender").calls();
            fd = calls.socket(SocketType.DGRAM);
            // A host that cannot be reached is a soft error (RFC 1122 section 3.2.2.1), which a socket hears of when it asks for all.
            calls.setOption(fd, Option.IP_RECVERR, 1);
            calls.connect(fd, it.peer(), PORT);
            path = net.stack().network().open(Address.ANY, it.peer(), 200, 0).path();
            long reachable = net.stack().neighbours().parameters(net.device("eth0")).reachableNanos();
            oracle = new NudOracle(NudOracle.Settings.defaults(reachable / MS));
        }

        void take(List<NudStep> steps) {
            long now = 0;
            for (NudStep s : steps) {
                it.step(s.toString());
                now += s.gapMillis();
                it.pass(ms(s.gapMillis()));
                compare(oracle.silence(now), now);
                compare(act(s, now), now);
            }
        }

        private List<NudOracle.Action> act(NudStep s, long now) {
            switch (s.kind()) {
                case SEND -> {
                    calls.send(fd, bytes(10));
                    return oracle.send(now);
                }
                case CONFIRM -> {
                    net.stack().network().confirm(path);
                    return oracle.confirmed(now);
                }
                case ARRIVAL -> {
                    it.in(now(), packet(s));
                    return oracle.arrives(now, s.arrival(), s.mac());
                }
                default -> {
                    return List.of();
                }
            }
        }

        private ArpSpec packet(NudStep s) {
            Mac mac = mac(s.mac());
            return switch (s.arrival()) {
                case REQUEST_FOR_US -> arpRequest().sender(it.peer(), mac);
                case UNICAST_REPLY -> arpReply().sender(it.peer(), mac);
                case BROADCAST_REPLY -> arpReply().sender(it.peer(), mac).to(Mac.BROADCAST);
                case GRATUITOUS -> arpRequest().sender(it.peer(), mac).target(it.peer());
                case REQUEST_FOR_ANOTHER -> arpRequest().sender(it.peer(), mac).target(ip("10.0.0.77"));
            };
        }

        private void compare(List<NudOracle.Action> expected, long now) {
            List<String> words = new ArrayList<>();
            boolean unreachable = false;
            for (NudOracle.Action a : expected) {
                unreachable |= a.kind() == Kind.UNREACHABLE;
                if (a.kind() != Kind.UNREACHABLE) {
                    words.add(a.atMillis() + " ms " + words(a));
                }
            }
            List<String> seen = new ArrayList<>(Frames.described(it.taken()));
            seen.removeIf(f -> f.contains("ARP reply"));
            it.equal("frames up to " + now + " ms", words, seen);
            it.equal("error of the socket at " + now + " ms", unreachable ? "EHOSTUNREACH" : "OK", calls.takeError(fd).name());
            String state = oracle.state() == NudOracle.State.NONE ? "none" : oracle.state().name();
            it.equal("state at " + now + " ms", state, it.sut().neighbour(it.peer()));
        }

        private String words(NudOracle.Action a) {
            return switch (a.kind()) {
                case PACKET -> "protocol 17 to " + it.peer() + " at " + mac(a.mac());
                case UNICAST_REQUEST -> "ARP request for " + it.peer() + " to " + mac(a.mac());
                default -> "ARP request for " + it.peer() + " to " + Mac.BROADCAST;
            };
        }

        private static Mac mac(int number) {
            return new Mac(0x0200_0000_0100L + number);
        }
    }
}
