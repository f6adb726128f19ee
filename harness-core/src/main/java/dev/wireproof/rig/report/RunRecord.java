package dev.wireproof.rig.report;

import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole run.
 *
 * @param target name of the host under test
 */
public record RunRecord(long seed, String target, List<Entry> entries) {
    /**
     * One scenario of it.
     *
     * @param capture file it left, or null
     */
    public record Entry(ScenarioResult result, long wallMillis, Path capture) {
        /** The line that repeats it. */
        public String replay() {
            return new ReplayToken(result.scenario().id(), result.profile(), result.seed()).toString();
        }
    }

    public int passed() {
        return count(Outcome.PASSED);
    }

    /** Failures and errors. */
    public int failed() {
        return count(Outcome.FAILED) + count(Outcome.ERROR);
    }

    public int skipped() {
        return count(Outcome.SKIPPED);
    }

    public boolean isGood() {
        return failed() == 0;
    }

    private int count(Outcome outcome) {
        return (int) entries.stream().filter(e -> e.result().outcome() == outcome).count();
    }

    /** The JSON contract of {@code run}: fields may be added, never renamed. */
    public Map<String, Object> toModel() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("seed", seed);
        model.put("target", target);
        model.put("passed", passed());
        model.put("failed", failed());
        model.put("skipped", skipped());
        List<Object> scenarios = new ArrayList<>();
        for (Entry e : entries) {
            ScenarioResult r = e.result();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", r.scenario().id());
            one.put("profile", r.profile());
            one.put("result", r.outcome().name().toLowerCase(Locale.ROOT));
            one.put("message", r.message());
            one.put("replay", e.replay());
            one.put("frames", r.trace().frames().size());
            one.put("virtualMillis", r.virtualNanos() / 1_000_000L);
            one.put("wallMillis", e.wallMillis());
            one.put("pcap", e.capture() == null ? null : e.capture().toString());
            one.put("proves", r.outcome() == Outcome.PASSED ? r.proofs() : List.of());
            one.put("rfc", r.scenario().rfc());
            scenarios.add(one);
        }
        model.put("scenarios", scenarios);
        return model;
    }
}
