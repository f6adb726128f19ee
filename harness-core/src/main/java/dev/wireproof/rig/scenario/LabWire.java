package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.link.Cable;
import dev.wireproof.rig.link.CableListener;
import dev.wireproof.rig.link.Way;
import dev.wireproof.rig.monitor.Findings;
import dev.wireproof.rig.monitor.FrameConservation;
import java.util.ArrayList;
import java.util.List;

/** A cable of a lab between two hosts, with the devices at its ends. */
public final class LabWire {
    private final Lab lab;
    private final Cable cable;
    private final LabHost a;
    private final LabHost b;
    private final String deviceA;
    private final String deviceB;
    private final CaptureInterface captureA;
    private final CaptureInterface captureB;
    private final Wiring forward = new Wiring();
    private final Wiring backward = new Wiring();
    private final List<LabFrame> frames = new ArrayList<>();
    private final FrameConservation conservation = new FrameConservation();
    private FaultPlan plan = FaultPlan.NONE;

    LabWire(Lab lab, Cable cable, LabHost a, LabHost b, int subnet) {
        this.lab = lab;
        this.cable = cable;
        this.a = a;
        this.b = b;
        deviceA = "eth" + a.nextDevice();
        deviceB = "eth" + b.nextDevice();
        Mac macA = new Mac(0x0200_0000_0000L | subnet << 8 | 1);
        Mac macB = new Mac(0x0200_0000_0000L | subnet << 8 | 2);
        Plug plugA = a.addNic(deviceA, macA, new Cidr(Address.parse("10.0." + subnet + ".1"), 24));
        Plug plugB = b.addNic(deviceB, macB, new Cidr(Address.parse("10.0." + subnet + ".2"), 24));
        captureA = lab.trace().addInterface(a.name() + (a.deviceCount() > 1 ? "." + deviceA : ""), "");
        captureB = lab.trace().addInterface(b.name() + (b.deviceCount() > 1 ? "." + deviceB : ""), "");
        cable.addListener(new Recorder());
        conservation.watch(cable);
        cable.connect(plugA, captureA.name(), plugB, captureB.name());
        a.linkUp(deviceA);
        b.linkUp(deviceB);
    }

    /** MTU of both devices. */
    public LabWire mtu(int octets) {
        a.mtu(deviceA, octets);
        b.mtu(deviceB, octets);
        return this;
    }

    /** Frames whose network part is longer are lost on the way; the devices do not know. */
    public LabWire pathMtu(int octets) {
        cable.mtu(octets);
        return this;
    }

    public LabWire oneWayDelay(Span delay) {
        cable.oneWayDelay(delay);
        return this;
    }

    /** Bits a second, both ways. */
    public LabWire rate(long bitsPerSecond) {
        cable.rate(bitsPerSecond);
        return this;
    }

    /** Frames that may wait for the rate; the next one is lost. */
    public LabWire queue(int frames) {
        cable.queueLimit(frames);
        return this;
    }

    /** Faults of one direction. */
    public LabFaults faults(LabDirection direction) {
        return new LabFaults(this, isForward(direction));
    }

    /** The cable itself, for everything else: plans as text, unplugging. */
    public Cable cable() {
        return cable;
    }

    /** First address of the subnet: the first host. */
    public Address addressA() {
        return a.address(deviceA);
    }

    public Address addressB() {
        return b.address(deviceB);
    }

    boolean isForward(LabDirection d) {
        if (d.from() == a && d.to() == b) {
            return true;
        }
        if (d.from() == b && d.to() == a) {
            return false;
        }
        throw new IllegalArgumentException("direction " + d + ": this wire joins " + a.name() + " and " + b.name());
    }

    /** Every frame that entered the cable is delivered, lost by name or under way. */
    void judgeConservation() {
        Findings found = new Findings();
        conservation.judge(false, found);
        if (!found.isClean()) {
            throw lab.failure("monitors object: " + found.violations().get(0).message());
        }
    }

    void addFault(FaultRule rule) {
        plan = plan.and(rule);
        cable.faults(plan);
    }

    Wiring wiring(boolean isForward) {
        return isForward ? forward : backward;
    }

    List<LabFrame> frames() {
        return frames;
    }

    /** Words about the frame that came nearest to a fault's condition, or nothing. */
    String nearest(FaultRule rule) {
        if (!(rule.match() instanceof SpecMatch match) || match.nearest() == null) {
            return "";
        }
        return "\n  nearest  " + match.nearest();
    }

    /** Follows initial sequence numbers on both sides' behalf and keeps what was seen. */
    private final class Recorder implements CableListener {
        @Override
        public void entered(Way way, SkBuff frame, long ordinal, String fate) {
            byte[] octets = frame.toBytes();
            boolean ahead = way.isForward();
            Seen seen = new Seen(new ObservedFrame(lab.now(), octets));
            learn(seen, ahead);
            String comment = fate == null ? "" : fate;
            lab.trace().add(ahead ? captureA : captureB, lab.now(), octets, Direction.OUTBOUND, comment);
            frames.add(new LabFrame(seen, ahead ? a.to(b) : b.to(a), false, comment, wiring(ahead)));
        }

        @Override
        public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {
            byte[] octets = frame.toBytes();
            boolean ahead = way.isForward();
            String comment = fate == null ? "" : fate;
            lab.trace().add(ahead ? captureB : captureA, lab.now(), octets, Direction.INBOUND, comment);
            Seen seen = new Seen(new ObservedFrame(lab.now(), octets));
            frames.add(new LabFrame(seen, ahead ? a.to(b) : b.to(a), true, comment, wiring(ahead)));
        }

        private void learn(Seen seen, boolean ahead) {
            if (seen.tcp == null || (seen.tcp.flags() & TcpView.SYN) == 0) {
                return;
            }
            int from = seen.tcp.sourcePort();
            int to = seen.tcp.destinationPort();
            wiring(ahead).conversation(from, to).learnSutIsn(seen.tcp.seq());
            wiring(!ahead).conversation(to, from).peerIsn = seen.tcp.seq();
        }
    }
}
