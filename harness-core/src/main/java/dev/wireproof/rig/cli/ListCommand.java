package dev.wireproof.rig.cli;

import dev.wireproof.rig.explore.Property;
import dev.wireproof.rig.report.Json;
import dev.wireproof.rig.scenario.ScenarioMethod;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}: what there is to run. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists scenarios with what they show and the requirements they cover, and properties with their statements.")
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATTERN", description = "Scenario ids, areas or globs; all when none is given.")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Chosen both = Chosen.of(patterns);
        List<ScenarioMethod> chosen = both.scenarios();
        List<Property<?>> properties = both.properties();
        if (json) {
            List<Object> all = new ArrayList<>();
            for (ScenarioMethod s : chosen) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("id", s.id());
                one.put("shows", s.sentence());
                one.put("kind", s.isLab() ? "lab" : "ladder");
                one.put("profile", s.about().profile());
                one.put("rfc", s.rfc());
                all.add(one);
            }
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("scenarios", all);
            model.put("properties", properties.stream().map(ListCommand::model).toList());
            out.print(Json.print(model));
            return Main.OK;
        }
        int width = Math.max(chosen.stream().mapToInt(s -> s.id().length()).max().orElse(0),
                properties.stream().mapToInt(p -> p.id().length()).max().orElse(0));
        for (ScenarioMethod s : chosen) {
            out.println(s.id() + " ".repeat(width - s.id().length()) + "  " + s.sentence()
                    + (s.rfc().isEmpty() ? "" : "  [" + String.join(" ", s.rfc()) + "]"));
        }
        properties.forEach(p -> out.println(p.id() + " ".repeat(width - p.id().length()) + "  " + p.statement() + "  [property]"));
        out.println(chosen.size() + " scenarios, " + properties.size() + " properties");
        return Main.OK;
    }

    private static Map<String, Object> model(Property<?> property) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", property.id());
        one.put("states", property.statement());
        return one;
    }
}
