package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.fault.FaultAction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.FrameConditions;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.fault.Selector;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabFrame;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A transfer of the Linux profile over a cable that loses data and acknowledgements, with and without SACK. */
public final class LinuxRecovery extends FaultProperty {
    private static final int PORT = 8080;
    private static final int SEGMENT = 1000;
    private static final int PATIENCE_SECONDS = 600;
    private static final int MOST_BLOCKS = 4;

    public LinuxRecovery() {
        super("newreno/linux-sends-again-what-was-lost",
                "any set of losses is repaired within the congestion window, and without a timeout or a probe nothing but the lost segments is sent again",
                Setting.flag("sack"), new Setting("segments", 1, 250, 40), new Setting("delayMillis", 1, 100, 20));
    }

    @Override
    protected List<FaultRule> drawSteps(Rng chance, Case<FaultRule> settings) {
        List<FaultRule> rules = new ArrayList<>();
        for (int i = chance.below(5); i > 0; i--) {
            boolean data = chance.below(3) > 0;
            List<Long> frames = new ArrayList<>();
            for (int n = 1 + chance.below(4); n > 0; n--) {
                frames.add(1L + chance.below(Math.min(60, settings.number("segments") + 2)));
            }
            rules.add(FaultRule.of(new FaultAction.Lose()).on(data ? Scope.FORWARD : Scope.BACKWARD)
                    .when(FrameConditions.parse(data ? "tcp+data" : "tcp")).only(new Selector.On(frames)));
        }
        return rules;
    }

    @Override
    public Trial check(Case<FaultRule> one) {
        return Trial.ofLab(new RunSetup(1, Profile.MODERN), lab -> judge(lab, one)).watched();
    }

    private static void judge(Lab lab, Case<FaultRule> one) {
        LabHost sender = lab.host("sender");
        LabHost receiver = lab.host("receiver");
        LabWire wire = lab.wire(sender, receiver).mtu(SEGMENT + 40).oneWayDelay(ms(one.get("delayMillis")));
        for (LabHost h : List.of(sender, receiver)) {
            h.sysctl("net.ipv4.tcp_sack", Long.toString(one.get("sack")));
            h.sysctl("net.ipv4.tcp_timestamps", "0");
        }
        wire.cable().faults(new FaultPlan(one.steps()));
        byte[] octets = bytes(SEGMENT * one.number("segments"));
        byte[][] read = new byte[1][];
        Task reads = lab.task(receiver, "sink", () -> {
            SutSocket conn = receiver.socket(STREAM).bind(PORT).listen(1).accept();
            read[0] = conn.readFully(octets.length + 1);
            conn.close();
        });
        Task writes = lab.task(sender, "source", () -> {
            SutSocket conn = sender.socket(STREAM).option("TCP_NODELAY", 1).connect(wire.addressB(), PORT);
            conn.write(octets);
            conn.shutdownWrite();
        });
        for (int i = 0; i < PATIENCE_SECONDS && !(reads.isDone() && writes.isDone()); i++) {
            lab.runFor(seconds(1));
        }
        wire.cable().faults(FaultPlan.NONE);
        lab.check("the transfer to end", reads.isDone() && writes.isDone() && read[0] != null);
        lab.check("the octets that were sent", Arrays.equals(octets, read[0]));
        expectNothingNeedless(lab, sender, lab.ladder().data(sender.to(receiver)));
    }

    private static void expectNothingNeedless(Lab lab, LabHost sender, List<LabFrame> data) {
        boolean guessed = sender.counter("TcpExt.TCPTimeouts") + sender.counter("TcpExt.TCPLossProbes") > 0;
        long lost = data.stream().filter(LabFrame::isLost).count();
        int highest = 0;
        int again = 0;
        for (LabFrame f : data) {
            again += f.seq() < highest ? 1 : 0;
            highest = Math.max(highest, f.seq() + f.length());
        }
        // More holes than an option has blocks, and an acknowledgement may leave arrived segments out (RFC 2018 section 3).
        if (!guessed && lost <= MOST_BLOCKS) {
            lab.equal("segments sent again", lost, (long) again);
        }
    }
}
