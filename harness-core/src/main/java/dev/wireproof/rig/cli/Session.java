package dev.wireproof.rig.cli;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.explore.SideBySide;
import dev.wireproof.rig.report.LedgerCheck;
import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs a list of scenarios the way the commands want it: in parallel, with goldens, captures written. */
final class Session {
    private final ScenarioRunner runner;
    private final long seed;
    private final Profile profile;
    private final GoldenCheck goldens;
    private final Path captures;
    private final boolean failFast;
    private DeviationLedger ledger = DeviationLedger.empty();

    /**
     * @param profile for all scenarios, or null for each one's own
     * @param goldens null to compare nothing
     * @param captures folder for the captures of this run, or null
     */
    Session(ScenarioRunner runner, long seed, Profile profile, GoldenCheck goldens, Path captures, boolean failFast) {
        this.runner = runner;
        this.seed = seed;
        this.profile = profile;
        this.goldens = goldens;
        this.captures = captures;
        this.failFast = failFast;
    }

    /** Failures that the ledger knows are no failures from here on, and passes that it rules out are. */
    Session knowing(DeviationLedger deviations) {
        ledger = deviations;
        return this;
    }

    /** One result with the real time it took and the capture it left. */
    record Ran(ScenarioResult result, long wallMillis, Path capture) {}

    /** Runs them all, telling {@code each} about every result in the order of the list. */
    List<Ran> run(List<ScenarioMethod> scenarios, int jobs, Consumer<Ran> each) {
        List<Callable<Ran>> pieces = new ArrayList<>();
        scenarios.forEach(s -> pieces.add(() -> one(s)));
        List<Ran> all = new ArrayList<>();
        SideBySide.run(jobs, pieces, ran -> failFast && !ran.result.isGood(), ran -> {
            all.add(ran);
            each.accept(ran);
        });
        return all;
    }

    private Ran one(ScenarioMethod scenario) {
        long start = WallClock.nanos();
        ScenarioResult result = runner.run(scenario, seed, profile);
        if (goldens != null) {
            result = goldens.apply(result);
        }
        result = LedgerCheck.apply(ledger, result);
        return new Ran(result, WallClock.millisSince(start), write(result));
    }

    private Path write(ScenarioResult result) {
        if (captures == null || result.trace().frames().isEmpty()) {
            return null;
        }
        Path file = captures.resolve(result.scenario().id() + ".pcapng");
        Captures.write(result.trace(), file);
        return file;
    }
}
