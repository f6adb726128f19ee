package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;
import dev.wireproof.rig.fault.FaultAction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.fault.Selector;

/** What goes wrong on one direction of a wire; every line adds a rule to the plan. */
public final class LabFaults {
    private final LabWire wire;
    private final boolean forward;

    LabFaults(LabWire wire, boolean forward) {
        this.wire = wire;
        this.forward = forward;
    }

    /** Loses the first frame that looks like this. */
    public LabFaults dropOnce(PacketSpec packet) {
        return add(FaultRule.of(new FaultAction.Lose()).when(match(packet)).once());
    }

    /** Loses every frame that looks like this. */
    public LabFaults drop(PacketSpec packet) {
        return add(FaultRule.of(new FaultAction.Lose()).when(match(packet)));
    }

    /** Loses frames by their number on this direction, counted from 1. */
    public LabFaults dropNth(long... ordinals) {
        return add(FaultRule.of(new FaultAction.Lose()).only(Selector.On.of(ordinals)));
    }

    /** Loses each frame with this probability in millionths (20,000 is 2 %). */
    public LabFaults loss(int millionths) {
        return add(FaultRule.of(new FaultAction.Lose()).only(new Selector.Chance(millionths)));
    }

    /** Delivers the first frame that looks like this twice, the copy later by a span. */
    public LabFaults duplicateOnce(PacketSpec packet, Span later) {
        return add(FaultRule.of(new FaultAction.Duplicate(1, later.nanos())).when(match(packet)).once());
    }

    /** Delays the first frame that looks like this, so that others overtake it. */
    public LabFaults delayOnce(PacketSpec packet, Span later) {
        return add(FaultRule.of(new FaultAction.Delay(later.nanos())).when(match(packet)).once());
    }

    /** Makes the checksum of the first frame that looks like this wrong. */
    public LabFaults corruptOnce(PacketSpec packet) {
        return add(FaultRule.of(new FaultAction.BreakChecksum()).when(match(packet)).once());
    }

    /** Rules as text, such as {@code "hold 2 chance 10%; duplicate 1 chance 1%"}. */
    public LabFaults plan(String text) {
        for (FaultRule r : FaultPlan.parse(text).rules()) {
            add(r);
        }
        return this;
    }

    private SpecMatch match(PacketSpec packet) {
        return new SpecMatch(packet, wire.wiring(forward));
    }

    private LabFaults add(FaultRule rule) {
        wire.addFault(rule.on(forward ? Scope.FORWARD : Scope.BACKWARD));
        return this;
    }
}
