package dev.wireproof.core.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HooksTest {
    private final HostAccounts accounts = new HostAccounts();
    private final Hooks hooks = new Hooks(accounts);
    private final List<String> calls = new ArrayList<>();

    private HookFunction named(String name, Verdict verdict) {
        return (point, skb, in, out) -> {
            calls.add(name);
            return verdict;
        };
    }

    private Verdict run(HookPoint point) {
        return hooks.run(point, SkBuff.allocate(20), null, null);
    }

    @Test
    void anEmptyHookAccepts() {
        for (HookPoint p : HookPoint.values()) {
            assertEquals(Verdict.ACCEPT, run(p));
        }
    }

    @Test
    @Proves("NF-1/priority-order")
    void functionsRunInOrderOfPriorityWhateverTheOrderOfRegistration() {
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.NAT_SRC, named("snat", Verdict.ACCEPT));
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.RAW, named("raw", Verdict.ACCEPT));
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.FILTER, named("filter", Verdict.ACCEPT));
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.NAT_DST, named("dnat", Verdict.ACCEPT));
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.CONNTRACK, named("conntrack", Verdict.ACCEPT));
        hooks.register(HookPoint.PRE_ROUTING, HookPriority.MANGLE, named("mangle", Verdict.ACCEPT));
        assertEquals(Verdict.ACCEPT, run(HookPoint.PRE_ROUTING));
        assertEquals(List.of("raw", "conntrack", "mangle", "dnat", "filter", "snat"), calls);
    }

    @Test
    @Proves("NF-2/accept")
    void functionsOfOnePriorityRunInOrderOfRegistration() {
        hooks.register(HookPoint.FORWARD, 0, named("first", Verdict.ACCEPT));
        hooks.register(HookPoint.FORWARD, 0, named("second", Verdict.ACCEPT));
        hooks.register(HookPoint.FORWARD, 0, named("third", Verdict.ACCEPT));
        run(HookPoint.FORWARD);
        assertEquals(List.of("first", "second", "third"), calls);
    }

    @Test
    @Proves("NF-2/drop")
    void dropEndsThePacketAndAsksNobodyElse() {
        hooks.register(HookPoint.LOCAL_IN, 0, named("drop", Verdict.DROP));
        hooks.register(HookPoint.LOCAL_IN, 1, named("late", Verdict.ACCEPT));
        assertEquals(Verdict.DROP, run(HookPoint.LOCAL_IN));
        assertEquals(List.of("drop"), calls);
        assertEquals(1, accounts.dropped(DropReason.HOOK_DROP));
    }

    @Test
    @Proves("NF-2/stolen")
    void stolenLeavesThePacketToItsThief() {
        hooks.register(HookPoint.LOCAL_IN, 0, named("thief", Verdict.STOLEN));
        assertEquals(Verdict.STOLEN, run(HookPoint.LOCAL_IN));
        assertEquals(0, accounts.dropped());
    }

    @Test
    @Proves("NF-2/repeat")
    void repeatAsksTheSameFunctionAgain() {
        int[] times = new int[1];
        hooks.register(HookPoint.LOCAL_OUT, 0, (point, skb, in, out) -> ++times[0] < 3 ? Verdict.REPEAT : Verdict.ACCEPT);
        hooks.register(HookPoint.LOCAL_OUT, 1, named("next", Verdict.ACCEPT));
        assertEquals(Verdict.ACCEPT, run(HookPoint.LOCAL_OUT));
        assertEquals(3, times[0]);
        assertEquals(List.of("next"), calls);
    }

    @Test
    void aQueueThatNobodyServesDrops() {
        hooks.register(HookPoint.LOCAL_OUT, 0, named("queue", Verdict.QUEUE));
        assertEquals(Verdict.DROP, run(HookPoint.LOCAL_OUT));
        assertEquals(1, accounts.dropped(DropReason.HOOK_DROP));
    }

    @Test
    @Proves("NF-1/runtime-registration")
    void aRemovedFunctionIsNotAskedAnyMore() {
        HookFunction gone = named("gone", Verdict.DROP);
        hooks.register(HookPoint.FORWARD, 0, gone);
        hooks.register(HookPoint.FORWARD, 0, named("stays", Verdict.ACCEPT));
        hooks.unregister(HookPoint.FORWARD, gone);
        assertEquals(Verdict.ACCEPT, run(HookPoint.FORWARD));
        assertEquals(List.of("stays"), calls);
        assertThrows(Invariant.Broken.class, () -> hooks.unregister(HookPoint.FORWARD, gone));
    }

    @Test
    void aFunctionMayRemoveItselfWhileItRuns() {
        HookFunction[] self = new HookFunction[1];
        self[0] = (point, skb, in, out) -> {
            calls.add("once");
            hooks.unregister(HookPoint.FORWARD, self[0]);
            return Verdict.ACCEPT;
        };
        hooks.register(HookPoint.FORWARD, 0, self[0]);
        hooks.register(HookPoint.FORWARD, 1, named("after", Verdict.ACCEPT));
        run(HookPoint.FORWARD);
        run(HookPoint.FORWARD);
        assertEquals(List.of("once", "after", "after"), calls);
    }
}
