package dev.wireproof.rig.scenario;

/**
 * How exactly moments are judged.
 *
 * @param toleranceNanos 0 in virtual time
 */
public record Timing(long toleranceNanos) {
    public static final Timing EXACT = new Timing(0);

    boolean isExact() {
        return toleranceNanos == 0;
    }
}
