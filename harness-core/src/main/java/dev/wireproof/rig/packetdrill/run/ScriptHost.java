package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.netns.NetNamespace;
import dev.wireproof.core.netns.Process;
import dev.wireproof.core.route.Route;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.Flags;

/** The host under test: the built-in stack with one device whose wire ends in the script, and one process that makes the calls. */
final class ScriptHost {
    /** packetdrill's name for its device. */
    static final String DEVICE = "tun0";

    /** Linux's devices take these from TCP unless told otherwise (GSO_MAX_SEGS). */
    private static final int SUPER_SEGMENTS = 65_535;

    /** Scripts count milliseconds; a start inside one keeps events away from ticks of the timestamp clock. */
    private static final long START_NANOS = 1_000_250_000L;

    final EventLoop loop = new EventLoop();
    final NetNamespace net;
    final NicDevice nic;
    final WireEnd wire;
    final Process process;
    private final Kernel kernel;

    ScriptHost(Flags flags, long seed) {
        kernel = new Kernel(loop, "packetdrill", Profile.MODERN, Rng.ofSeed(seed));
        net = kernel.namespace();
        net.linkUp("lo");
        nic = net.addNic(DEVICE, Mac.parse("02:00:00:00:00:01"), flags.mtu());
        nic.superSegments(SUPER_SEGMENTS);
        wire = new WireEnd(loop, nic);
        net.addAddress(DEVICE, flags.local());
        net.linkUp(DEVICE);
        net.addRoute(Route.to(flags.remoteNetwork()).dev(nic));
        reachable(flags.remote());
        process = net.process("script");
        loop.runUntil(START_NANOS);
    }

    /** The wire has no other end that would answer ARP. */
    private void reachable(Address address) {
        net.stack().neighbours().resolve(address.high(), address.low(), nic)
                .update(WireEnd.PEER.bits(), NudState.PERMANENT, Neighbour.ADMIN | Neighbour.OVERRIDE);
    }

    SocketApi calls() {
        return process.calls();
    }

    void shutDown() {
        kernel.shutDown();
    }
}
