package dev.wireproof.rig.scenario;

import dev.wireproof.rig.capture.Golden;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.nio.file.Path;
import java.util.Optional;

/** Holds the capture of a passed scenario against its golden. */
public final class GoldenCheck {
    private final Path pcaps;

    public GoldenCheck(Path pcaps) {
        this.pcaps = pcaps;
    }

    public Golden goldenOf(ScenarioMethod scenario) {
        return new Golden(pcaps, scenario.id());
    }

    /** The result itself, or a failure when a golden is missing or differs. */
    public ScenarioResult apply(ScenarioResult result) {
        if (result.outcome() != Outcome.PASSED) {
            return result;
        }
        Golden golden = goldenOf(result.scenario());
        if (!golden.exists()) {
            return result.failedBy("no golden " + golden.capture() + ": bless it with 'harness bless " + result.scenario().id()
                    + " --because KIND:DETAIL'");
        }
        Optional<String> difference = golden.compare(result.trace().frames());
        return difference.isEmpty() ? result : result.failedBy("golden " + difference.get());
    }
}
