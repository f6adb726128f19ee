package dev.wireproof.core.netns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.link.Cable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A client and a server with a cable between them; every frame that leaves a NIC is kept. */
final class TwoHosts {
    static final Address CLIENT = Address.parse("10.0.0.1");
    static final Address SERVER = Address.parse("10.0.0.2");

    final EventLoop loop = new EventLoop();
    final Kernel client;
    final Kernel server;
    final Cable cable;
    final SocketApi clientCalls;
    final SocketApi serverCalls;
    private final List<byte[]> frames = new ArrayList<>();

    TwoHosts(long seed) {
        Rng run = Rng.ofSeed(seed);
        client = new Kernel(loop, "client", Profile.MODERN, run);
        server = new Kernel(loop, "server", Profile.MODERN, run);
        cable = new Cable(loop, run, "wire").oneWayDelay(Span.ms(5)).rate(100_000_000);
        cable.connect(nic(client, 1, "10.0.0.1/24"), "client.eth0", nic(server, 2, "10.0.0.2/24"), "server.eth0");
        clientCalls = client.namespace().process("client").calls();
        serverCalls = server.namespace().process("server").calls();
    }

    private NicDevice nic(Kernel host, int number, String address) {
        NetNamespace net = host.namespace();
        NicDevice nic = net.addNic("eth0", new Mac(0x0200_0000_0000L + number), 1500);
        net.addAddress("eth0", address);
        net.linkUp("lo");
        net.linkUp("eth0");
        nic.taps.add((skb, device, outgoing) -> {
            if (outgoing) {
                frames.add(skb.toBytes());
            }
        });
        return nic;
    }

    /** Raises the limits of the client's and the server's processes. */
    void allowDescriptors(int limit) {
        for (Kernel host : List.of(client, server)) {
            host.processes().get(0).descriptors().limit(limit);
        }
    }

    int frames() {
        return frames.size();
    }

    /** All frames of both hosts in the order in which they left. */
    byte[] captured() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    void endsClean() {
        cable.unplug();
        client.shutDown();
        server.shutDown();
        assertEquals(List.of(), client.leaks());
        assertEquals(List.of(), server.leaks());
    }
}
