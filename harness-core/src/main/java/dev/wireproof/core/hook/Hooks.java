package dev.wireproof.core.hook;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import java.util.Arrays;

/**
 * The functions registered at the five hooks of one namespace, in ascending order of priority; functions of one priority run
 * in the order in which they were registered (Linux {@code nf_hook_entries}, net/netfilter/core.c).
 *
 * <p>A function may register and remove functions while it runs; the change counts from the next packet.
 */
public final class Hooks {
    private static final Entry[] NONE = {};

    private final DropSink drops;
    private final Entry[][] entries = new Entry[HookPoint.values().length][];

    public Hooks(DropSink drops) {
        this.drops = drops;
        Arrays.fill(entries, NONE);
    }

    /** Adds a function. {@code priority} orders it among the functions of the hook, lowest first; see {@link HookPriority}. */
    public void register(HookPoint point, int priority, HookFunction function) {
        Entry[] before = entries[point.ordinal()];
        int at = 0;
        while (at < before.length && before[at].priority <= priority) {
            at++;
        }
        Entry[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, at, after, at + 1, before.length - at);
        after[at] = new Entry(priority, function);
        entries[point.ordinal()] = after;
    }

    /** Removes a function that is registered at the hook. */
    public void unregister(HookPoint point, HookFunction function) {
        Entry[] before = entries[point.ordinal()];
        for (int i = 0; i < before.length; i++) {
            if (before[i].function == function) {
                Entry[] after = Arrays.copyOf(before, before.length - 1);
                System.arraycopy(before, i + 1, after, i, before.length - i - 1);
                entries[point.ordinal()] = after;
                return;
            }
        }
        throw Invariant.broken("hook function is not registered");
    }

    /** True when nobody is registered at the hook. */
    public boolean isEmpty(HookPoint point) {
        return entries[point.ordinal()].length == 0;
    }

    /**
     * Asks the functions of a hook about a packet. On any answer but ACCEPT the packet no longer belongs to the caller: DROP has
     * ended it with {@link DropReason#HOOK_DROP}, STOLEN belongs to the function.
     *
     * @param in device it came in on, or null
     * @param out device it will leave by, or null
     * @return ACCEPT, DROP or STOLEN; a QUEUE that nobody serves is a DROP
     */
    public Verdict run(HookPoint point, SkBuff skb, NetDevice in, NetDevice out) {
        Entry[] list = entries[point.ordinal()];
        return list.length == 0 ? Verdict.ACCEPT : ask(list, point, skb, in, out);
    }

    private Verdict ask(Entry[] list, HookPoint point, SkBuff skb, NetDevice in, NetDevice out) {
        int i = 0;
        while (i < list.length) {
            switch (list[i].function.filter(point, skb, in, out)) {
                case ACCEPT -> i++;
                case REPEAT -> { }
                case STOLEN -> {
                    return Verdict.STOLEN;
                }
                case DROP, QUEUE -> {
                    drops.drop(skb, DropReason.HOOK_DROP);
                    return Verdict.DROP;
                }
            }
        }
        return Verdict.ACCEPT;
    }

    private record Entry(int priority, HookFunction function) {}
}
