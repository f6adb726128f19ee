package dev.wireproof.core.neigh;

import dev.wireproof.core.base.Errno;

/** What news about an entry does to it (Linux {@code __neigh_update}; the steps are those of facts 2.6). */
final class NudUpdate {
    private NudUpdate() {}

    static Errno apply(Neighbour n, long newMac, NudState next, int flags) {
        NudState old = n.state();
        boolean admin = (flags & Neighbour.ADMIN) != 0;
        if (n.isDead() || !admin && (old == NudState.NOARP || old == NudState.PERMANENT)) {
            return Errno.EPERM;
        }
        if (!next.isValid()) {
            giveUp(n, next);
            return Errno.OK;
        }
        if (newMac == Neighbour.NO_MAC && !old.isValid()) {
            return Errno.EINVAL;
        }
        if (next.isConnected()) {
            n.confirm();
        }
        boolean same = newMac == Neighbour.NO_MAC || newMac == n.macBits();
        if (!old.isValid()) {
            change(n, newMac, next);
        } else if (same) {
            change(n, n.macBits(), next == NudState.STALE && !admin ? old : next);
        } else if ((flags & Neighbour.OVERRIDE) != 0) {
            change(n, newMac, next);
        } else if ((flags & Neighbour.WEAK_OVERRIDE) != 0 && old.isConnected()) {
            change(n, n.macBits(), NudState.STALE);
        }
        return Errno.OK;
    }

    /** Step 3: the news says that nothing is known. */
    private static void giveUp(Neighbour n, NudState next) {
        NudState old = n.state();
        n.cancelTimer();
        n.enter(next);
        boolean failed = (old == NudState.INCOMPLETE || old == NudState.PROBE) && next == NudState.FAILED;
        if (failed) {
            n.invalidate();
        }
        if (failed || old.isValid()) {
            n.announce();
        }
    }

    /** Steps 7 to 10. */
    private static void change(Neighbour n, long newMac, NudState next) {
        NudState old = n.state();
        boolean otherMac = newMac != n.macBits() || !old.isValid();
        if (next == old && !otherMac) {
            return;
        }
        n.touchUpdated();
        if (next != old) {
            changeState(n, next);
        }
        if (otherMac) {
            n.setMac(newMac);
            if (!next.isConnected()) {
                n.forgetConfirmation();
            }
        }
        n.announce();
        if (!old.isValid()) {
            n.flushWaiting();
        }
    }

    private static void changeState(Neighbour n, NudState next) {
        n.cancelTimer();
        if (next == NudState.PROBE) {
            n.resetProbes();
        }
        n.enter(next);
        if (next.hasTimer()) {
            n.arm(n.now() + (next == NudState.REACHABLE ? n.parameters().reachableNanos() : 0));
        }
    }
}
