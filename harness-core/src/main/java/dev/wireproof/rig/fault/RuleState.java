package dev.wireproof.rig.fault;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;

/** One rule at work on one way of a cable: what it has counted and drawn so far. */
final class RuleState {
    final FaultRule rule;
    final String brief;
    private final Rng rng;
    private final boolean anyFrame;
    private final long[] numbers;
    private int nextNumber;
    private long seen;
    private int acted;
    private int burstLeft;
    private boolean bad;

    /** @param rng stream of this rule alone */
    RuleState(FaultRule rule, Rng rng) {
        this.rule = rule;
        brief = rule.brief();
        this.rng = rng;
        anyFrame = rule.match() == FrameMatch.ANY;
        numbers = rule.selector() instanceof Selector.On on ? on.numbers().stream().mapToLong(Long::longValue).toArray() : new long[0];
    }

    /** How often it acted. */
    int acted() {
        return acted;
    }

    /** Whether it acts on this frame; to be asked once for every frame. */
    boolean acts(SkBuff frame, long ordinal, long nowNanos) {
        if (!rule.window().contains(nowNanos) || acted >= rule.window().times() || !anyFrame && !rule.match().matches(frame)) {
            return false;
        }
        if (rule.action() instanceof FaultAction.LimitSize limit && frame.length() - FrameChange.ETHERNET <= limit.octets()) {
            return false;
        }
        seen++;
        boolean picked = picks(anyFrame ? ordinal : seen);
        if (picked) {
            acted++;
        }
        return picked;
    }

    private boolean picks(long number) {
        Selector s = rule.selector();
        if (s instanceof Selector.Each) {
            return true;
        }
        if (s instanceof Selector.On) {
            while (nextNumber < numbers.length && numbers[nextNumber] < number) {
                nextNumber++;
            }
            return nextNumber < numbers.length && numbers[nextNumber] == number;
        }
        if (s instanceof Selector.Every e) {
            return seen % e.step() == 0;
        }
        if (s instanceof Selector.Chance c) {
            return rng.chance(c.millionths());
        }
        return s instanceof Selector.Burst b ? burst(b) : gilbert((Selector.GilbertElliott) s);
    }

    private boolean burst(Selector.Burst b) {
        boolean begins = rng.chance(b.millionths());
        if (burstLeft == 0 && begins) {
            burstLeft = b.length();
        }
        boolean hit = burstLeft > 0;
        burstLeft -= hit ? 1 : 0;
        return hit;
    }

    /** The state moves first, then the chance of the state it is in now counts. */
    private boolean gilbert(Selector.GilbertElliott g) {
        bad = bad ? !rng.chance(g.toGood()) : rng.chance(g.toBad());
        return rng.chance(bad ? g.whileBad() : g.whileGood());
    }

    /** The action with its draws made, so that it can be done again. */
    FaultAction concrete(SkBuff frame) {
        if (rule.action() instanceof FaultAction.Jitter j) {
            return new FaultAction.Delay(rng.below(j.mostNanos() + 1));
        }
        if (rule.action() instanceof FaultAction.FlipAny) {
            int behindHeader = Math.max(1, frame.length() - FrameChange.ETHERNET) * 8;
            return new FaultAction.Flip(FrameChange.ETHERNET * 8 + rng.below(behindHeader));
        }
        return rule.action() instanceof FaultAction.LimitSize ? new FaultAction.Lose() : rule.action();
    }
}
