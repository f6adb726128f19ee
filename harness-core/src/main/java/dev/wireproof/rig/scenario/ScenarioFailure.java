package dev.wireproof.rig.scenario;

/** An expectation of a scenario did not hold. The message is complete: expected, actual, what differs. */
public final class ScenarioFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    public ScenarioFailure(String message) {
        super(message);
    }
}
