package dev.wireproof.rig.bench;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.netns.Kernel;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.fault.FaultAction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Selector;
import dev.wireproof.rig.link.Cable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One bulk TCP transfer between two simulated hosts over one cable: 10 Gb/s, 50 us, MTU 1500, fixed buffers. */
public final class BulkTransfer {
    private static final int PORT = 5001;
    private static final int MTU = 1500;

    private final BulkOptions options;
    private final EventLoop loop = new EventLoop();
    private final Kernel client;
    private final Kernel server;
    private final Cable cable;
    private final FrameCount count = new FrameCount();

    public BulkTransfer(BulkOptions options, long seed) {
        this.options = options;
        Rng rng = Rng.ofSeed(seed);
        client = new Kernel(loop, "client", Profile.MODERN, rng);
        server = new Kernel(loop, "server", Profile.MODERN, rng);
        cable = new Cable(loop, rng, "bulk").oneWayDelay(Span.ns(BulkOptions.DELAY_NANOS)).rate(BulkOptions.BITS_PER_SECOND);
        if (options.lossMillionths() > 0) {
            cable.faults(FaultPlan.of(FaultRule.of(new FaultAction.Lose()).only(new Selector.Chance(options.lossMillionths()))));
        }
        cable.connect(nic(client, 1), "client", nic(server, 2), "server");
        client.namespace().linkUp("eth0");
        server.namespace().linkUp("eth0");
    }

    private NicDevice nic(Kernel kernel, int host) {
        NicDevice nic = kernel.namespace().addNic("eth0", new Mac(0x0200_0000_0000L | host), MTU);
        if (options.offloads()) {
            nic.fillsChecksums(true);
            nic.merges(true);
            nic.moderation(BulkOptions.MODERATION_NANOS);
            nic.superSegments(BulkOptions.SUPER_SEGMENTS);
        }
        kernel.namespace().addAddress("eth0", new Cidr(Address.v4(0x0A00_0000 | host), 24));
        return nic;
    }

    /** Runs it to the last octet. */
    public BulkResult run() {
        cable.addListener(count);
        try (Captures captures = new Captures(options.captures())) {
            BulkServer sink = new BulkServer(server.namespace().process("sink").calls(), PORT);
            List<BulkClient> clients = new ArrayList<>();
            byte[] chunk = new byte[BulkOptions.BUFFER];
            long share = options.bytes() / options.flows();
            for (int i = 0; i < options.flows(); i++) {
                long bytes = i == 0 ? options.bytes() - share * (options.flows() - 1) : share;
                clients.add(new BulkClient(client.namespace().process("source").calls(), Address.v4(0x0A00_0002), PORT, bytes, chunk));
            }
            while (sink.received() < options.bytes()) {
                Invariant.check(loop.step(), "the transfer stopped before its end");
            }
            return new BulkResult(count.frames(), count.dataFrames(), count.octets(), loop.now(), sink.received());
        }
    }

    /** The capture files of both hosts, if any. */
    private final class Captures implements AutoCloseable {
        private final List<BulkCapture> files = new ArrayList<>();

        Captures(Path folder) {
            if (folder != null) {
                files.add(new BulkCapture(client, folder));
                files.add(new BulkCapture(server, folder));
            }
        }

        @Override
        public void close() {
            files.forEach(BulkCapture::close);
        }
    }
}
