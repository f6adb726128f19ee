package dev.wireproof.rig.scenario;

/** From one host of a lab to another: {@code a.to(b)}. */
public record LabDirection(LabHost from, LabHost to) {
    @Override
    public String toString() {
        return from.name() + " > " + to.name();
    }
}
