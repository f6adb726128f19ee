package dev.wireproof.rig.scenario;

/** Targets that run the built-in stack in virtual time. */
public final class BuiltIn implements TargetFactory {
    @Override
    public String name() {
        return "the built-in stack";
    }

    @Override
    public boolean offers(Capability capability) {
        return true;
    }

    @Override
    public Target open(RunSetup setup) {
        return new BuiltInTarget(setup);
    }
}
