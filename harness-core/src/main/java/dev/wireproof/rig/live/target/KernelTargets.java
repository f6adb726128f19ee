package dev.wireproof.rig.live.target;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.live.KernelRelease;
import dev.wireproof.rig.live.NativeSupport;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.ScenarioSkipped;
import dev.wireproof.rig.scenario.Target;
import dev.wireproof.rig.scenario.TargetFactory;
import java.util.List;

/** The machine's kernel as a target, one namespace a ladder. */
public final class KernelTargets implements TargetFactory {
    static final String NAME = ReplayToken.KERNEL;
    static final List<Capability> OFFERED = List.of(Capability.TCP_INFO, Capability.NEIGHBOURS, Capability.COUNTERS,
            Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.IOCTLS, Capability.SIGNATURES);

    private final KernelRelease release;

    /** @throws dev.wireproof.rig.live.LiveSetupException where the machine cannot do it, saying what is missing */
    public KernelTargets() {
        NativeSupport.require();
        release = KernelRelease.running();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean offers(Capability capability) {
        return OFFERED.contains(capability);
    }

    @Override
    public String profile(RunSetup setup) {
        return NAME;
    }

    /** @throws ScenarioSkipped for a profile that is not this kernel's nature */
    @Override
    public Target open(RunSetup setup) {
        if (setup.profile() != Profile.MODERN) {
            throw new ScenarioSkipped("needs the profile " + setup.profile().name() + ", and a kernel is modern");
        }
        return new KernelTarget(release);
    }
}
