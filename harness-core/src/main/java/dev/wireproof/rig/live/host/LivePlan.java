package dev.wireproof.rig.live.host;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.rig.fault.FaultPlan;
import java.nio.file.Path;

/**
 * What a {@link LiveHost} shall be.
 *
 * @param namespace name of the namespace to make, for {@code ip netns exec}
 * @param tap name of the TAP interface in it
 * @param address of the built-in stack, with its prefix
 * @param peer the kernel's address on the TAP, with its prefix
 * @param faults of the cable between them; {@code a>b} is from the built-in stack to the kernel
 * @param seed of all chance
 * @param capture file for every frame, or null
 */
public record LivePlan(String namespace, String tap, Cidr address, Cidr peer, FaultPlan faults, long seed, Path capture) {
    /** The built-in stack at 192.0.2.2/24, the kernel at 192.0.2.1/24, a perfect cable, no capture. */
    public static LivePlan inNamespace(String name) {
        return new LivePlan(name, "wp0", Cidr.parse("192.0.2.2/24"), Cidr.parse("192.0.2.1/24"), FaultPlan.NONE, 1, null);
    }

    /** The same with faults on the cable. */
    public LivePlan faults(FaultPlan plan) {
        return new LivePlan(namespace, tap, address, peer, plan, seed, capture);
    }

    /** The same with a capture. */
    public LivePlan capture(Path file) {
        return new LivePlan(namespace, tap, address, peer, faults, seed, file);
    }
}
