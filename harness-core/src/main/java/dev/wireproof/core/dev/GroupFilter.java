package dev.wireproof.core.dev;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/** The hardware's list of group addresses to let through, besides broadcast (Linux {@code dev_mc_add}). Joins count. */
public final class GroupFilter {
    private final List<Mac> joined = new ArrayList<>();

    public void join(Mac group) {
        joined.add(group);
    }

    public void leave(Mac group) {
        joined.remove(group);
    }

    boolean passes(SkBuff skb, long ownMac) {
        if (skb.linearLength() < NetDevice.HEADER) {
            return true;
        }
        long destination = Octets.u48(skb.head(), skb.data());
        if (destination == ownMac || destination == Mac.BROADCAST.bits()) {
            return true;
        }
        for (int i = 0; i < joined.size(); i++) {
            if (joined.get(i).bits() == destination) {
                return true;
            }
        }
        return false;
    }
}
