package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.rig.fault.FaultAction;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.FrameConditions;
import dev.wireproof.rig.fault.FrameMatch;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.fault.Selector;
import dev.wireproof.rig.fault.Window;
import java.util.ArrayList;
import java.util.List;

/** Rules of fault plans as steps of a case. Frames are chosen by their number, so that a case needs no chance of its own. */
final class FaultSteps {
    private static final long MS = 1_000_000L;
    private static final FrameMatch TCP = FrameConditions.parse("tcp");
    /** Of the opening side alone: where the answer loses an option, the sides disagree for good. */
    private static final FrameMatch SYN = FrameConditions.parse("tcp+syn+!ack");
    private static final int[] STRIPPED = {TcpOptions.MSS, TcpOptions.WINDOW_SCALE, TcpOptions.SACK_PERMITTED, TcpOptions.TIMESTAMPS, TcpOptions.FAST_OPEN};

    private FaultSteps() {}

    /** Up to {@code most} rules on the first {@code frames} frames of a way. */
    static List<FaultRule> draw(Rng chance, int most, int frames, Scope... ways) {
        List<FaultRule> rules = new ArrayList<>();
        for (int count = chance.below(most + 1); count > 0; count--) {
            rules.add(FaultRule.of(action(chance)).on(ways[chance.below(ways.length)]).only(some(chance, frames)));
        }
        return rules;
    }

    /**
     * As {@link #draw}, on TCP segments alone. Only one rule corrupts: two inverted bits may cancel in a checksum, and then the damage
     * is nobody's fault.
     */
    static List<FaultRule> drawOnTcp(Rng chance, int most, int frames, Scope... ways) {
        List<FaultRule> rules = new ArrayList<>();
        boolean corrupts = false;
        for (FaultRule r : draw(chance, most, frames, ways)) {
            boolean corrupting = corrupts(r);
            if (!corrupting || !corrupts) {
                rules.add(r.when(TCP));
            }
            corrupts |= corrupting;
        }
        return rules;
    }

    /** As {@link #drawOnTcp}, and now and then one that lasts: a way is cut carries no large packets or marks congestion for a while, or options are stripped. */
    static List<FaultRule> drawOnStreams(Rng chance, int most, int frames, Scope... ways) {
        List<FaultRule> rules = drawOnTcp(chance, most, frames, ways);
        if (chance.below(3) == 0) {
            rules.add(lasting(chance).on(chance.below(2) == 0 ? Scope.BOTH : ways[chance.below(ways.length)]));
        }
        return rules;
    }

    private static FaultRule lasting(Rng chance) {
        long from = chance.below(20_000) * MS;
        Window window = Window.between(from, from + (1 + chance.below(20_000)) * MS);
        return switch (chance.below(5)) {
            case 0 -> FaultRule.of(new FaultAction.Lose()).when(TCP).during(window);
            case 1 -> FaultRule.of(new FaultAction.LimitSize(100 + chance.below(1400))).when(TCP).during(window);
            case 2 -> FaultRule.of(new FaultAction.Jitter((1 + chance.below(300)) * MS)).when(TCP).during(window);
            case 3 -> FaultRule.of(new FaultAction.MarkCe()).when(TCP).only(new Selector.Every(1 + chance.below(30))).during(window);
            default -> FaultRule.of(new FaultAction.StripOption(STRIPPED[chance.below(STRIPPED.length)])).when(SYN);
        };
    }

    /** The same rules, of which at most one corrupts, and only one frame: two inverted bits of one datagram may cancel in its checksum. */
    static List<FaultRule> corruptingOnce(List<FaultRule> rules) {
        List<FaultRule> once = new ArrayList<>();
        boolean corrupts = false;
        for (FaultRule r : rules) {
            if (!corrupts(r)) {
                once.add(r);
            } else if (!corrupts) {
                once.add(r.once());
                corrupts = true;
            }
        }
        return once;
    }

    /** Whether frames arrive with other octets. */
    static boolean corrupts(FaultRule rule) {
        return rule.action() instanceof FaultAction.FlipAny || rule.action() instanceof FaultAction.BreakChecksum;
    }

    private static FaultAction action(Rng chance) {
        return switch (chance.below(8)) {
            case 0, 1, 2 -> new FaultAction.Lose();
            case 3 -> new FaultAction.Duplicate(1 + chance.below(3), chance.below(4) * 10 * MS);
            case 4 -> new FaultAction.Hold(1 + chance.below(6), FaultAction.Hold.AT_MOST_NANOS);
            case 5 -> new FaultAction.Delay((1 + chance.below(400)) * MS);
            case 6 -> new FaultAction.FlipAny();
            default -> new FaultAction.BreakChecksum();
        };
    }

    private static Selector some(Rng chance, int frames) {
        List<Long> numbers = new ArrayList<>();
        for (int count = 1 + chance.below(4); count > 0; count--) {
            numbers.add(1L + chance.below(frames));
        }
        return new Selector.On(numbers);
    }

    static List<FaultRule> simpler(FaultRule rule) {
        List<FaultRule> all = new ArrayList<>();
        for (FaultPlan plan : FaultPlan.of(rule).smaller()) {
            if (!plan.isEmpty()) {
                all.add(plan.rules().get(0));
            }
        }
        return all;
    }
}
