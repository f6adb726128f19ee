package dev.wireproof.rig.fault;

import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan at work on one way of a cable. Every rule is asked for every frame, whatever the others said, and draws from a stream
 * named by its own text; so taking one rule out of a plan does not shift what the others do.
 */
public final class FaultInjector {
    private final List<RuleState> rules = new ArrayList<>();
    private final FaultDecision decision = new FaultDecision();
    private final FaultRecord record;

    /**
     * @param forward true for the way from the first end to the second
     * @param rng stream of this cable and way
     * @param record where decisions are noted
     * @param before the plan at work so far, or null: rules that stay go on counting
     */
    public FaultInjector(FaultPlan plan, boolean forward, Rng rng, FaultRecord record, FaultInjector before) {
        this.record = record;
        for (FaultRule rule : plan.rules()) {
            if (rule.scope().covers(forward)) {
                RuleState going = before == null ? null : before.take(rule);
                rules.add(going != null ? going : new RuleState(rule, rng.stream(streamName(rule))));
            }
        }
    }

    /** Gives up the state of a rule; null when it has none. */
    private RuleState take(FaultRule rule) {
        for (RuleState r : rules) {
            if (r.rule.equals(rule)) {
                rules.remove(r);
                return r;
            }
        }
        return null;
    }

    private String streamName(FaultRule rule) {
        int twins = 0;
        for (RuleState other : rules) {
            twins += other.rule.streamName().equals(rule.streamName()) ? 1 : 0;
        }
        return rule.streamName() + (twins == 0 ? "" : " #" + twins);
    }

    /**
     * Decides about the next frame.
     *
     * @param ordinal its number on this way, from 1
     * @return valid until the next call
     */
    public FaultDecision decide(SkBuff frame, long ordinal, long nowNanos) {
        decision.clear();
        for (int i = 0; i < rules.size(); i++) {
            RuleState r = rules.get(i);
            if (r.acts(frame, ordinal, nowNanos)) {
                FaultAction action = r.concrete(frame);
                record.note(i, ordinal, action);
                decision.take(action, r.brief);
            }
        }
        return decision;
    }

    /** Rules that have not acted yet. */
    public List<FaultRule> unused() {
        List<FaultRule> idle = new ArrayList<>();
        for (RuleState r : rules) {
            if (r.acted() == 0) {
                idle.add(r.rule);
            }
        }
        return idle;
    }
}
