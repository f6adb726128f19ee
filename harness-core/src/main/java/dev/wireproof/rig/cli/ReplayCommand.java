package dev.wireproof.rig.cli;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.scenario.GoldenCheck;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
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

    @Parameters(paramLabel = "TOKEN", description = "ID,PROFILE,SEED, such as tcp-state/passive-open,modern,20001.")
    private String token;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the capture goes (default: reports).")
    private Path out;

    @Override
    public Integer call() {
        Home home = Home.find();
        ReplayToken run = ReplayToken.parse(token);
        ScenarioMethod scenario = Scenarios.onClassPath().get(run.id());
        if (scenario == null) {
            throw new UsageException("replay token '" + token + "': no scenario has the id " + run.id());
        }
        boolean kernel = run.profile().equals(ReplayToken.KERNEL);
        boolean ordinary = run.seed() == home.seed() && run.profile().equals(scenario.about().profile());
        ScenarioRunner runner = new ScenarioRunner(Targets.named(kernel ? ReplayToken.KERNEL : "builtin"));
        Session session = new Session(runner, run.seed(), kernel ? null : Profile.named(run.profile()),
                ordinary ? new GoldenCheck(home.pcaps()) : null, (out == null ? home.reports() : out).resolve("captures"), false);
        PrintWriter to = spec.commandLine().getOut();
        List<Session.Ran> ran = session.run(List.of(scenario), 1, new ResultLines(to, false, 1)::print);
        ScenarioResult result = ran.get(0).result();
        if (result.isGood()) {
            result.lines().forEach(l -> to.println("  " + l));
            to.println("capture " + (ran.get(0).capture() == null ? "none" : Home.shown(ran.get(0).capture())));
        }
        return result.isGood() ? Main.OK : Main.FOUND;
    }
}
