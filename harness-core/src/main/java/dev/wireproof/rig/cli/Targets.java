package dev.wireproof.rig.cli;

import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.TargetFactory;

/** Hosts under test by the names of {@code --target}. */
final class Targets {
    private Targets() {}

    static TargetFactory named(String name) {
        return switch (name) {
            case "builtin" -> new BuiltIn();
            default -> throw new UsageException("--target " + name + ": expected builtin or kernel");
        };
    }
}
