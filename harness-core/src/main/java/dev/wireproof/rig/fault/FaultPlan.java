package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong on one cable: rules that are asked for every frame, in order. Immutable. As text, rules are separated by
 * {@code ;} and an empty plan is {@code none}; see {@link FaultRule} for a rule.
 */
public record FaultPlan(List<FaultRule> rules) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        rules = List.copyOf(rules);
    }

    public static FaultPlan of(FaultRule... rules) {
        return new FaultPlan(List.of(rules));
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException one line: the rule, the word, what was expected
     */
    public static FaultPlan parse(String text) {
        if (text.isBlank() || text.trim().equals("none")) {
            return NONE;
        }
        List<FaultRule> rules = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            rules.add(FaultRule.parse(part));
        }
        return new FaultPlan(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** This plan with one more rule at the end. */
    public FaultPlan and(FaultRule rule) {
        List<FaultRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new FaultPlan(more);
    }

    /** This plan with the rules of another behind its own. */
    public FaultPlan and(FaultPlan other) {
        List<FaultRule> more = new ArrayList<>(rules);
        more.addAll(other.rules);
        return new FaultPlan(more);
    }

    /** Simpler plans to try when this one makes something fail: first without a rule, then with a rule made smaller. */
    public List<FaultPlan> smaller() {
        List<FaultPlan> plans = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<FaultRule> fewer = new ArrayList<>(rules);
            fewer.remove(i);
            plans.add(new FaultPlan(fewer));
        }
        for (int i = 0; i < rules.size(); i++) {
            for (FaultRule r : rules.get(i).smaller()) {
                List<FaultRule> changed = new ArrayList<>(rules);
                changed.set(i, r);
                plans.add(new FaultPlan(changed));
            }
        }
        return plans;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (FaultRule r : rules) {
            text.append(text.isEmpty() ? "" : "; ").append(r);
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
