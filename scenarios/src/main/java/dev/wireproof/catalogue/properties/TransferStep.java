package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens during a transfer: {@code write 1000} octets, {@code read 500} octets at most, {@code wait 20} milliseconds, or {@code
 * fault lose a>b on 5}, a rule that holds from the beginning.
 *
 * @param rule of a fault, else null
 */
record TransferStep(Kind kind, int amount, FaultRule rule) {
    /** What it is. */
    enum Kind { WRITE, READ, WAIT, FAULT }

    private static final Pattern TEXT = Pattern.compile("(write|read|wait) ([0-9]{1,6})");
    private static final String FAULT = "fault ";
    private static final int FRAMES = 40;

    /** A program of up to {@code most} actions, and faults. */
    static List<TransferStep> draw(Rng chance, int most) {
        List<TransferStep> steps = new ArrayList<>();
        for (FaultRule rule : FaultSteps.drawOnTcp(chance.stream("faults"), 4, FRAMES, Scope.FORWARD, Scope.BACKWARD)) {
            steps.add(new TransferStep(Kind.FAULT, 0, rule));
        }
        for (int i = 1 + chance.below(most); i > 0; i--) {
            steps.add(switch (chance.below(3)) {
                case 0 -> new TransferStep(Kind.WRITE, 1 + chance.below(chance.below(4) == 0 ? 30 : 20_000), null);
                case 1 -> new TransferStep(Kind.READ, 1 + chance.below(chance.below(4) == 0 ? 30 : 20_000), null);
                default -> new TransferStep(Kind.WAIT, chance.below(chance.below(4) == 0 ? 5_000 : 300), null);
            });
        }
        return steps;
    }

    static TransferStep read(String text) {
        if (text.startsWith(FAULT)) {
            return new TransferStep(Kind.FAULT, 0, FaultRule.parse(text.substring(FAULT.length())));
        }
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("step '" + text + "': expected write N, read N, wait N or 'fault' with a rule");
        }
        return new TransferStep(Kind.valueOf(m.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(m.group(2)), null);
    }

    List<TransferStep> simpler() {
        List<TransferStep> all = new ArrayList<>();
        if (kind == Kind.FAULT) {
            FaultSteps.simpler(rule).forEach(r -> all.add(new TransferStep(kind, 0, r)));
        }
        for (int step = amount - 1; step > 0; step /= 2) {
            all.add(new TransferStep(kind, amount - step, null));
        }
        return all;
    }

    @Override
    public String toString() {
        return kind == Kind.FAULT ? FAULT + rule : kind.name().toLowerCase(Locale.ROOT) + " " + amount;
    }
}
