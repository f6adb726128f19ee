package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The decisions made on one way, by frame ordinal, with all draws made: a plan that replays them without a seed. */
public final class FaultRecord {
    private final TreeMap<Integer, Map<FaultAction, List<Long>>> actions = new TreeMap<>();
    private final Scope way;

    public FaultRecord(Scope way) {
        this.way = way;
    }

    void note(int rule, long ordinal, FaultAction action) {
        actions.computeIfAbsent(rule, r -> new LinkedHashMap<>()).computeIfAbsent(action, a -> new ArrayList<>()).add(ordinal);
    }

    /** The plan: one rule an action with the list of frames; in the order of the rules that caused them. */
    public FaultPlan plan() {
        FaultPlan plan = FaultPlan.NONE;
        for (Map<FaultAction, List<Long>> ofRule : actions.values()) {
            for (Map.Entry<FaultAction, List<Long>> e : ofRule.entrySet()) {
                plan = plan.and(FaultRule.of(e.getKey()).on(way).only(new Selector.On(e.getValue())));
            }
        }
        return plan;
    }
}
