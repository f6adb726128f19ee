package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.oracle.TcpStateOracle;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A client and a server that write, read, shut down, close and abort as they please, over a bad cable. */
public final class BothEnds extends StepProperty<EndStep> {
    private static final int SERVER_PORT = 8080;
    private static final int CLIENT_PORT = 5000;
    private static final int STEPS = 14;
    /** Longer than the last timeouts of a peer that does not answer any more, and TIME-WAIT. */
    private static final Span LONGEST_END = seconds(3000);

    public BothEnds() {
        super("tcp-state/both-ends-always-end",
                "each state follows from the one before by the state table, octets arrive in order, and once both have closed no connection is left",
                Setting.flag("textbook"), new Setting("delayMillis", 0, 300, 10), new Setting("isn", 0, 0xFFFF_FFFFL, 1000));
    }

    @Override
    protected List<EndStep> drawSteps(Rng chance, Case<EndStep> settings) {
        return EndStep.draw(chance, STEPS);
    }

    @Override
    protected EndStep readStep(String text) {
        return EndStep.read(text);
    }

    @Override
    protected List<EndStep> simplerStep(EndStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<EndStep> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        return Trial.ofLab(new RunSetup(1, profile), lab -> new Run(lab, one).judge()).watched();
    }

    /** One end: its socket once there is one, what it wrote, and its trail of states. */
    private static final class End {
        private final StateTrail trail;
        private SutSocket socket;
        private int written;
        private int read;

        End(StateTrail trail) {
            this.trail = trail;
        }
    }

    /** One conversation. */
    private static final class Run {
        private final Lab lab;
        private final Case<EndStep> one;
        private final LabWire wire;
        private final SutSocket listener;
        private final End client;
        private final End server;
        private boolean accepted;

        Run(Lab lab, Case<EndStep> one) {
            this.lab = lab;
            this.one = one;
            LabHost a = lab.host("client");
            LabHost b = lab.host("server");
            wire = lab.wire(a, b).oneWayDelay(ms(one.get("delayMillis")));
            a.nextIsn((int) one.get("isn"));
            wire.cable().faults(new FaultPlan(one.steps().stream().map(EndStep::rule).filter(Objects::nonNull).toList()));
            TcpStateOracle.Profile table = one.is("textbook") ? TcpStateOracle.Profile.TEXTBOOK : TcpStateOracle.Profile.LINUX;
            client = new End(new StateTrail(lab, a, table, true, CLIENT_PORT, SERVER_PORT));
            server = new End(new StateTrail(lab, b, table, false, SERVER_PORT, CLIENT_PORT));
            listener = b.socket(STREAM).bind(SERVER_PORT).listen(1).nonBlocking(true);
            client.socket = a.socket(STREAM).nonBlocking(true).bind(CLIENT_PORT);
            attempt(() -> client.socket.connect(wire.addressB(), SERVER_PORT));
        }

        void judge() {
            for (EndStep s : one.steps()) {
                if (s.kind() == EndStep.Kind.WAIT) {
                    pass(ms(s.amount()));
                } else if (s.rule() == null) {
                    call(s.who() == EndStep.Who.CLIENT ? client : server, s.who() == EndStep.Who.CLIENT ? server : client, s);
                }
                look();
            }
            wire.cable().faults(FaultPlan.NONE);
            pass(seconds(10));
            close(client);
            close(server);
            accepted = true;
            listener.close();
            look();
            pass(LONGEST_END);
            lab.equal("states in the end", List.of(State.CLOSED, true),
                    List.of(client.trail.state(), server.trail.state() == State.CLOSED || server.trail.state() == State.LISTEN));
        }

        /** Turns the loop and looks at both ends after every event. */
        private void pass(Span span) {
            long until = lab.now() + span.nanos();
            while (lab.loop().nextEventNanos() <= until) {
                lab.loop().step();
                look();
            }
            lab.loop().advanceTo(until);
        }

        private void look() {
            client.trail.look();
            server.trail.look();
            if (!accepted && listener.poll().contains("IN")) {
                accepted = true;
                server.socket = listener.accept().nonBlocking(true);
            }
        }

        private void call(End end, End other, EndStep s) {
            if (end.socket == null) {
                return;
            }
            switch (s.kind()) {
                case WRITE -> attempt(() -> end.written += end.socket.send(bytes(end.written + 1, end.written + 1 + s.amount()), 0));
                case READ -> attempt(() -> read(end, other));
                case SHUTDOWN -> attempt(end.socket::shutdownWrite);
                case ABORT -> {
                    end.socket.option("SO_LINGER", 1, 0);
                    close(end);
                }
                default -> close(end);
            }
        }

        private void read(End end, End other) {
            byte[] got = end.socket.read(100_000);
            lab.check("octets " + end.read + " and on of what the other wrote",
                    end.read + got.length <= other.written && Arrays.equals(got, bytes(end.read + 1, end.read + 1 + got.length)));
            end.read += got.length;
        }

        private static void close(End end) {
            if (end.socket != null) {
                end.socket.close();
                end.socket = null;
            }
        }

        /** A call whose failure is an answer like any other. */
        private static void attempt(Runnable call) {
            try {
                call.run();
            } catch (ErrnoException expected) {
                // What the state table and the octets say is judged, not what a call returned.
            }
        }
    }
}
