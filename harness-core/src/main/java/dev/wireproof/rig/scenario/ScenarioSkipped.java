package dev.wireproof.rig.scenario;

/** The target cannot run the scenario; the message says what is missing. */
public final class ScenarioSkipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScenarioSkipped(String message) {
        super(message);
    }
}
