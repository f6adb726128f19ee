package dev.wireproof.rig.scenario;

/** Makes the host under test for one ladder. */
public interface TargetFactory {
    /** Name for reports, such as {@code built-in}. */
    String name();

    /** What its targets offer. */
    boolean offers(Capability capability);

    /** A fresh host; the caller closes it. */
    Target open(RunSetup setup);
}
