package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;

/** What the marks of SACK say by the definitions of RFC 6675 section 4, in octets. */
final class SackedRuns {
    private int news;

    /**
     * "Update ()": marks the segments that a block covers whole. A first block below SEG.ACK or inside the second one tells of octets
     * that came twice, and of nothing new (RFC 2883 section 5).
     */
    void update(AckFacts ack, Scoreboard b) {
        for (int i = isDuplicate(ack) ? 1 : 0; i < ack.blocks; i++) {
            int left = ack.left[i];
            int right = ack.right[i];
            if (Seq.gt(left, b.una()) && Seq.lt(left, right) && Seq.leq(right, b.nxt())) {
                mark(b, left, right);
            }
        }
    }

    private static boolean isDuplicate(AckFacts ack) {
        boolean below = Seq.lt(ack.left[0], ack.ack);
        return below || ack.blocks > 1 && Seq.leq(ack.left[1], ack.left[0]) && Seq.leq(ack.right[0], ack.right[1]);
    }

    private void mark(Scoreboard b, int left, int right) {
        for (Sent s = b.first(); s != null && Seq.leq(s.endSeq(), right); s = s.next()) {
            if (Seq.geq(s.seq(), left) && !s.isSacked()) {
                b.sack(s);
                news += octets(s);
            }
        }
    }

    private static int octets(Sent s) {
        return s.endSeq() - s.seq();
    }

    /** Octets SACKed since this was asked before. */
    int takeNews() {
        int taken = news;
        news = 0;
        return taken;
    }

    /** "IsLost ()": three discontiguous runs, or more than two segments' octets, are SACKed above it. */
    static boolean isLost(Sent s, int smss) {
        int above = 0;
        int count = 0;
        boolean inRun = false;
        for (Sent other = s.next(); other != null; other = other.next()) {
            if (other.isSacked()) {
                above += octets(other);
                count += inRun ? 0 : 1;
                if (above > (OctetRecovery.THRESHOLD - 1) * smss || count >= OctetRecovery.THRESHOLD) {
                    return true;
                }
            }
            inRun = other.isSacked();
        }
        return false;
    }

    /** "SetPipe ()": what is neither SACKed nor lost, and what was sent again below {@code highRxt}. */
    static long pipe(Scoreboard b, int highRxt, int smss) {
        long pipe = 0;
        for (Sent s = b.first(); s != null; s = s.next()) {
            if (!s.isSacked()) {
                pipe += isLost(s, smss) ? 0 : octets(s);
                pipe += Seq.leq(s.endSeq(), highRxt) ? octets(s) : 0;
            }
        }
        return pipe;
    }

    /** The same by the marks, after a timeout has given everything up. */
    static long marked(Scoreboard b) {
        long pipe = 0;
        for (Sent s = b.first(); s != null; s = s.next()) {
            if (!s.isSacked()) {
                pipe += (s.isLost() ? 0 : octets(s)) + (s.isRepaired() ? octets(s) : 0);
            }
        }
        return pipe;
    }

    /** The lowest segment from {@code highRxt} on that is not SACKed, while one above it is; else null. */
    static Sent hole(Scoreboard b, int highRxt) {
        Sent hole = null;
        for (Sent s = b.first(); s != null; s = s.next()) {
            if (s.isSacked() && hole != null) {
                return hole;
            }
            if (hole == null && !s.isSacked() && Seq.geq(s.seq(), highRxt)) {
                hole = s;
            }
        }
        return null;
    }

    /** The highest segment that is not SACKed, or null. */
    static Sent highestHole(Scoreboard b) {
        Sent highest = null;
        for (Sent s = b.first(); s != null; s = s.next()) {
            highest = s.isSacked() ? highest : s;
        }
        return highest;
    }
}
