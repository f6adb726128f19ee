package dev.wireproof.rig.link;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.dev.NicOptions;
import dev.wireproof.core.dev.TestHost;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;

/** A host and a peer on one cable; the host sends numbered frames of 60 octets. */
final class TestLink {
    static final Mac A = TestHost.mac(1);
    static final Mac B = TestHost.mac(2);

    final EventLoop loop = new EventLoop();
    final TestHost host = new TestHost(loop, 1);
    final TestHost far = new TestHost(loop, 1);
    final NicDevice nic;
    final NicDevice farNic;
    final Cable cable;
    /** {@code >number fate} for each frame that entered, {@code <number fate} for each copy that arrived. */
    final List<String> log = new ArrayList<>();
    int released;

    TestLink(long seed) {
        nic = host.nic("a", A, NicOptions.DEFAULT.rings(256, 256));
        farNic = far.nic("b", B, NicOptions.DEFAULT.rings(100_000, 256));
        cable = new Cable(loop, Rng.ofSeed(seed), "a-b").connect(nic, "host.a", farNic, "far.b");
        cable.addListener(new CableListener() {
            @Override
            public void entered(Way way, SkBuff frame, long ordinal, String fate) {
                log.add(">" + ordinal + (fate == null ? "" : " " + fate));
            }

            @Override
            public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {
                log.add("<" + ordinal + " " + fate);
            }

            @Override
            public void lost(Way way, SkBuff frame, long ordinal, LossCause cause) {
                log.add("x" + ordinal + " " + cause.words());
            }
        });
    }

    TestLink() {
        this(1);
    }

    TestLink faults(String plan) {
        cable.faults(FaultPlan.parse(plan));
        return this;
    }

    void send(int number) {
        SkBuff f = TestHost.frame(B, A, number);
        f.charge(this, s -> released++);
        nic.transmit(f);
    }

    /** Sends frames 1 to {@code count}, one each {@code gapNanos}, and runs until all is quiet. */
    TestLink run(int count, long gapNanos) {
        for (int i = 1; i <= count; i++) {
            send(i);
            loop.runUntil(loop.now() + gapNanos);
        }
        while (loop.hasWork()) {
            loop.step();
        }
        return this;
    }

    /** Numbers received by the far host, in order. */
    List<Integer> numbers() {
        List<Integer> all = new ArrayList<>();
        for (String r : far.received) {
            all.add(Integer.parseInt(r.substring(r.indexOf(':') + 1)));
        }
        return all;
    }
}
