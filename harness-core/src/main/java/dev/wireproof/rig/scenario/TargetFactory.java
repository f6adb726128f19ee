package dev.wireproof.rig.scenario;

/** Makes the host under test for one ladder. */
public interface TargetFactory {
    /** Name for reports, such as {@code built-in}. */
    String name();

    /** What its targets offer. */
    boolean offers(Capability capability);

    /** What results are filed under: the profile of built-in hosts, or {@code kernel}. */
    default String profile(RunSetup setup) {
        return setup.profile().name();
    }

    /**
     * A fresh host; the caller closes it.
     *
     * @throws ScenarioSkipped when it cannot be what the set-up asks for
     */
    Target open(RunSetup setup);
}
