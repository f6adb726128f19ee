package dev.wireproof.rig.cli;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.explore.Properties;
import dev.wireproof.rig.explore.Property;
import dev.wireproof.rig.explore.PropertyToken;
import dev.wireproof.rig.report.LadderSvg;
import dev.wireproof.rig.report.TextFile;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.rig.scenario.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: one run again, exactly. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Repeats one run by the token that a failure printed, and shows its ladder.")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TOKEN", description = {"ID,PROFILE,SEED of a scenario, such as tcp-state/passive-open,modern,20001,", "or ID,CASE of a property, in quotes."})
    private String token;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the capture goes (default: reports).")
    private Path out;

    @Option(names = "--picture", paramLabel = "FILE", description = "Also draw the ladder of a scenario as SVG.")
    private Path picture;

    @Override
    public Integer call() {
        Home home = Home.find();
        Property<?> property = Properties.onClassPath().get(token.split(",", 2)[0]);
        return property == null ? scenario(home) : property(property, PropertyToken.parse(token), home);
    }

    private <C> int property(Property<C> property, PropertyToken tried, Home home) {
        Trial trial = property.check(property.read(tried.text()));
        PrintWriter to = spec.commandLine().getOut();
        to.println((trial.passed() ? "pass " : "FAIL ") + property.id() + ": " + property.statement());
        trial.message().lines().forEach(l -> to.println("  " + l));
        if (trial.passed() || !trial.message().contains("ladder so far")) {
            trial.lines().forEach(l -> to.println("  " + l));
        }
        if (!trial.trace().frames().isEmpty()) {
            Path capture = (out == null ? home.reports() : out).resolve("captures").resolve(property.id() + ".pcapng");
            Captures.write(trial.trace(), capture);
            to.println("capture " + Home.shown(capture));
        }
        return trial.passed() ? Main.OK : Main.FOUND;
    }

    private int scenario(Home home) {
        ReplayToken run = ReplayToken.parse(token);
        ScenarioMethod scenario = Scenarios.onClassPath().get(run.id());
        if (scenario == null) {
            throw new UsageException("replay token '" + token + "': no scenario or property has the id " + run.id());
        }
        boolean kernel = run.profile().equals(ReplayToken.KERNEL);
        boolean ordinary = run.seed() == home.seed() && run.profile().equals(scenario.about().profile());
        ScenarioRunner runner = new ScenarioRunner(Targets.named(kernel ? ReplayToken.KERNEL : "builtin"));
        Session session = new Session(runner, run.seed(), kernel ? null : Profile.named(run.profile()),
                ordinary ? new GoldenCheck(home.pcaps()) : null, (out == null ? home.reports() : out).resolve("captures"), false);
        PrintWriter to = spec.commandLine().getOut();
        List<Session.Ran> ran = session.run(List.of(scenario), 1, new ResultLines(to, false, 1)::print);
        ScenarioResult result = ran.get(0).result();
        if (picture != null) {
            TextFile.write(picture, LadderSvg.of(result.trace().frames()));
        }
        if (result.isGood()) {
            result.lines().forEach(l -> to.println("  " + l));
            to.println("capture " + (ran.get(0).capture() == null ? "none" : Home.shown(ran.get(0).capture())));
        }
        return result.isGood() ? Main.OK : Main.FOUND;
    }
}
