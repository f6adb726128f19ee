package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.skb.DropReason;
import java.util.EnumSet;
import java.util.Set;

/** Runs scenarios on the built-in stack and remembers what their hosts counted, which a result does not tell. */
public final class CountedRun {
    private final Set<Counter> counted = EnumSet.noneOf(Counter.class);
    private final Set<DropReason> dropped = EnumSet.noneOf(DropReason.class);

    /** Counters that moved in any run so far. */
    public Set<Counter> counted() {
        return counted;
    }

    /** Reasons for which a frame ended in any run so far. */
    public Set<DropReason> dropped() {
        return dropped;
    }

    /** Runs it in its own profile; whether it passes is for others to judge. */
    public void run(ScenarioMethod scenario, long seed) {
        RunSetup setup = new RunSetup(seed, Profile.named(scenario.about().profile()));
        if (scenario.isLab()) {
            try (Lab lab = new Lab(setup)) {
                complete(scenario, lab, () -> lab.hosts().forEach(host -> add(host.kernel())), lab::finish);
            }
        } else {
            try (BuiltInTarget target = new BuiltInTarget(setup)) {
                Ladder ladder = new Ladder(target);
                complete(scenario, ladder, () -> add(target.kernel()), ladder::finish);
            }
        }
    }

    /** Counts before the end too: what tells how many there are now is 0 after it. */
    private static void complete(ScenarioMethod scenario, Object rig, Runnable count, Runnable finish) {
        try {
            scenario.invoke(rig);
            count.run();
            finish.run();
        } catch (Throwable e) {
            // Up to here it counted what it counted.
        } finally {
            count.run();
        }
    }

    private void add(Kernel kernel) {
        for (NetNamespace namespace : kernel.namespaces()) {
            for (Counter counter : Counter.values()) {
                if (namespace.counter(counter) != 0) {
                    counted.add(counter);
                }
            }
        }
        for (DropReason reason : DropReason.values()) {
            if (kernel.accounts().dropped(reason) != 0) {
                dropped.add(reason);
            }
        }
    }
}
