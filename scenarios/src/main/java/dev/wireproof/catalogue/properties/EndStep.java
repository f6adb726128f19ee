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
 * A call of one of two hosts, such as {@code client write 100} or {@code server close}, {@code wait 50} milliseconds, or {@code fault
 * lose a>b match tcp on 3}, a rule that holds from the beginning.
 *
 * @param who null for a wait or a fault
 * @param rule of a fault, else null
 */
record EndStep(Who who, Kind kind, int amount, FaultRule rule) {
    /** Which host. */
    enum Who { CLIENT, SERVER }

    /** What it does. */
    enum Kind { WRITE, READ, SHUTDOWN, CLOSE, ABORT, WAIT, FAULT }

    private static final Pattern TEXT = Pattern.compile("(?:(client|server) )?(write|read|shutdown|close|abort|wait)(?: ([0-9]{1,5}))?");
    private static final String FAULT = "fault ";
    private static final int FRAMES = 15;

    /** A program of up to {@code most} calls, and faults. */
    static List<EndStep> draw(Rng chance, int most) {
        List<EndStep> steps = new ArrayList<>();
        for (FaultRule rule : FaultSteps.drawOnTcp(chance.stream("faults"), 4, FRAMES, Scope.FORWARD, Scope.BACKWARD)) {
            steps.add(new EndStep(null, Kind.FAULT, 0, rule));
        }
        for (int i = chance.below(most + 1); i > 0; i--) {
            Who who = Who.values()[chance.below(2)];
            steps.add(switch (chance.below(9)) {
                case 0, 1 -> new EndStep(who, Kind.WRITE, 1 + chance.below(5_000), null);
                case 2 -> new EndStep(who, Kind.READ, 0, null);
                case 3 -> new EndStep(who, Kind.SHUTDOWN, 0, null);
                case 4 -> new EndStep(who, chance.below(4) == 0 ? Kind.ABORT : Kind.CLOSE, 0, null);
                default -> new EndStep(null, Kind.WAIT, chance.below(chance.below(3) == 0 ? 3_000 : 60), null);
            });
        }
        return steps;
    }

    static EndStep read(String text) {
        if (text.startsWith(FAULT)) {
            return new EndStep(null, Kind.FAULT, 0, FaultRule.parse(text.substring(FAULT.length())));
        }
        Matcher m = TEXT.matcher(text);
        if (m.matches() && (m.group(1) == null) == m.group(2).equals("wait")) {
            Who who = m.group(1) == null ? null : Who.valueOf(m.group(1).toUpperCase(Locale.ROOT));
            int amount = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
            return new EndStep(who, Kind.valueOf(m.group(2).toUpperCase(Locale.ROOT)), amount, null);
        }
        throw new IllegalArgumentException("step '" + text + "': expected 'client' or 'server' and write N, read, shutdown, close or abort; "
                + "wait N; or 'fault' with a rule");
    }

    List<EndStep> simpler() {
        List<EndStep> all = new ArrayList<>();
        if (kind == Kind.FAULT) {
            FaultSteps.simpler(rule).forEach(r -> all.add(new EndStep(null, kind, 0, r)));
        }
        for (int step = amount - 1; step > 0; step /= 2) {
            all.add(new EndStep(who, kind, amount - step, null));
        }
        return all;
    }

    @Override
    public String toString() {
        if (kind == Kind.FAULT) {
            return FAULT + rule;
        }
        String call = kind.name().toLowerCase(Locale.ROOT) + (amount > 0 || kind == Kind.WAIT ? " " + amount : "");
        return who == null ? call : who.name().toLowerCase(Locale.ROOT) + " " + call;
    }
}
