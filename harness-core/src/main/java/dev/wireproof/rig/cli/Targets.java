package dev.wireproof.rig.cli;

import dev.wireproof.rig.live.LiveSetupException;
import dev.wireproof.rig.live.target.KernelTargets;
import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.TargetFactory;

/** Hosts under test by the names of {@code --target}. */
final class Targets {
    private Targets() {}

    static TargetFactory named(String name) {
        return switch (name) {
            case "builtin" -> new BuiltIn();
            case ReplayToken.KERNEL -> kernel();
            default -> throw new UsageException("--target " + name + ": expected builtin or kernel");
        };
    }

    private static TargetFactory kernel() {
        try {
            return new KernelTargets();
        } catch (LiveSetupException missing) {
            throw new UsageException("--target kernel: " + missing.getMessage());
        }
    }
}
