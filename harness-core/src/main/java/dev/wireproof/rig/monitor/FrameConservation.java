package dev.wireproof.rig.monitor;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.rig.link.Cable;
import dev.wireproof.rig.link.CableListener;
import dev.wireproof.rig.link.LossCause;
import dev.wireproof.rig.link.Way;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each frame put on a cable is delivered or lost by name. Entries are counted here, as they are announced, and held against the
 * cable's own books.
 */
public final class FrameConservation implements CableListener {
    static final String NAME = "frame-conservation";

    private final Map<Way, Long> entered = new LinkedHashMap<>();

    /** Starts watching; before the first frame. */
    public void watch(Cable cable) {
        entered.put(cable.forward(), 0L);
        entered.put(cable.backward(), 0L);
        cable.addListener(this);
    }

    @Override
    public void entered(Way way, SkBuff frame, long ordinal, String fate) {
        entered.merge(way, 1L, Long::sum);
    }

    @Override
    public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {
        // A copy is no new entry: the books count it as added.
    }

    /**
     * Judges the books.
     *
     * @param atRest whether all frames must have arrived by now
     */
    public void judge(boolean atRest, Findings out) {
        entered.forEach((way, count) -> {
            long arrivedOrLost = way.delivered() + way.underWay();
            for (LossCause cause : LossCause.values()) {
                arrivedOrLost += way.lost(cause);
            }
            if (way.entered() != count || count + way.added() != arrivedOrLost) {
                out.violation(0, NAME, way + ": " + count + " frames entered and " + way.added() + " were added, but "
                        + arrivedOrLost + " are delivered, lost by name or under way");
            } else if (atRest && way.underWay() > 0) {
                out.violation(0, NAME, way + ": " + way.underWay() + " frames never arrived");
            } else {
                out.holds();
            }
        });
    }
}
