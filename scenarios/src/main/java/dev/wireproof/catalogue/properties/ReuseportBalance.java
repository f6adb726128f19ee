package dev.wireproof.catalogue.properties;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.ReuseportOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Many flows share a group that stays as it is. A case has no steps: its settings say all. */
public final class ReuseportBalance extends StepProperty<String> {
    /** Normal quantile of a chance of 1 in 10^11, so that no exploration is long enough for a false alarm. */
    private static final double QUANTILE = 6.7;
    private static final int FLOWS_A_MEMBER = 40;

    public ReuseportBalance() {
        super("reuseport/members-share-equally",
                "flows spread over the members of a group within the bound of chance, and each comes back to its member",
                new Setting("run", 1, 1_000_000, 1), new Setting("members", 2, 10, 2), Setting.flag("tcp"));
    }

    @Override
    protected List<String> drawSteps(Rng chance, Case<String> settings) {
        return List.of();
    }

    @Override
    protected String readStep(String text) {
        throw new IllegalArgumentException("step '" + text + "': a case of " + id() + " has no steps");
    }

    @Override
    protected List<String> simplerStep(String step) {
        return List.of();
    }

    @Override
    public Trial check(Case<String> one) {
        return Trial.ofLadder(new RunSetup(one.get("run"), Profile.MODERN), it -> judge(it, one)).watched();
    }

    private static void judge(Ladder it, Case<String> one) {
        ReuseportGroupUnderTest group = new ReuseportGroupUnderTest(it, one.is("tcp"));
        int members = one.number("members");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            names.add(group.join());
        }
        List<Integer> ports = ports(Rng.ofSeed(one.get("run")).stream("ports"), members * FLOWS_A_MEMBER);
        int[] counts = new int[members];
        for (int port : ports) {
            String member = group.receiverOf(port);
            counts[names.indexOf(member)]++;
            it.equal("member of port " + port + " the second time", member, group.receiverOf(port));
        }
        double bound = ReuseportOracle.chiSquareBound(members - 1, QUANTILE);
        double value = ReuseportOracle.chiSquare(counts);
        it.check("a chi-square value up to " + bound + ", got " + value + " for " + Arrays.toString(counts), value <= bound);
    }

    private static List<Integer> ports(Rng chance, int count) {
        TreeSet<Integer> drawn = new TreeSet<>();
        while (drawn.size() < count) {
            drawn.add(1024 + chance.below(64_000));
        }
        return new ArrayList<>(drawn);
    }
}
