package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;

/** A host of a lab: the built-in stack with a process that makes the socket calls. */
public final class LabHost extends BuiltInHost {
    private int devices;

    LabHost(EventLoop loop, Rng rng, String name, Profile profile) {
        super(loop, rng, name, profile);
    }

    /** The direction from here to another host, for faults and for reading ladders. */
    public LabDirection to(LabHost other) {
        return new LabDirection(this, other);
    }

    int nextDevice() {
        return devices++;
    }

    int deviceCount() {
        return devices;
    }
}
