package dev.wireproof.core.tcp.recovery;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.mib.Counter;

/**
 * Loss recovery by RFC 6675 in octets: what the SACK blocks told decides what is lost ("IsLost"), how much is under way ("SetPipe")
 * and what goes next ("NextSeg"). The forerunner of 1996 is here too: it counts its pipe up and down, repairs any hole below the
 * highest SACK, and takes a partial acknowledgement for two segments that left.
 */
public final class SackRecovery extends OctetRecovery {
    /**
     * What is left open.
     *
     * @param forerunner the algorithm of the comparison of 1996
     * @param limitedTransmit before a recovery new data goes as far as the pipe lets it (section 5 step 3)
     * @param countOctets congestion avoidance counts octets, not acknowledgements (RFC 5681 section 3.1)
     */
    public record Knobs(boolean forerunner, boolean limitedTransmit, boolean countOctets) {}

    private final Knobs knobs;
    private final SackedRuns runs = new SackedRuns();
    private long limited;
    /** Behind HighData when the last recovery or timeout began; valid with {@link #hasPoint}. */
    private int recoveryPoint;
    private boolean hasPoint;
    /** Behind HighRxt. */
    private int highRxt;
    /** The recovery has begun and its first repair is still to go. */
    private boolean repairsFirst;
    /** Behind RescueRxt. */
    private int rescueRxt;
    private long pipe;

    public SackRecovery(Knobs knobs) {
        super(knobs.countOctets());
        this.knobs = knobs;
    }

    @Override
    public LossRecovery withoutSack() {
        return new TextbookRecovery(new TextbookRecovery.Knobs(
                TextbookRecovery.Variant.NEWRENO, knobs.limitedTransmit(), true, false, false, knobs.countOctets()));
    }

    @Override
    public void start(int segments, int mss, int una, long nowNanos) {
        window.start(segments, mss);
        duplicates = 0;
        limited = 0;
        recovering = false;
        timedOut = false;
        hasPoint = false;
        pipe = 0;
        echo.start();
    }

    @Override
    public boolean maySend(Scoreboard b, int length) {
        if (echo.isHeld()) {
            return false;
        }
        if (recovering) {
            return window.cwnd - pipe >= window.smss;
        }
        return octetsInFlight(b) + length <= window.cwnd;
    }

    @Override
    public long octetsInFlight(Scoreboard b) {
        boolean byPipe = recovering || timedOut || knobs.limitedTransmit() && duplicates > 0;
        return byPipe ? pipe : Seq.diff(b.nxt(), b.una());
    }

    // "Update ()".
    @Override
    public void onSack(AckFacts ack, Scoreboard b) {
        runs.update(ack, b);
    }

    @Override
    public Repair onAck(AckFacts ack, Scoreboard b) {
        int news = runs.takeNews();
        if (ack.congestionEcho) {
            echo.onEcho(ack, b, window, recovering || timedOut);
        }
        if (recovering && ack.advanced && Seq.geq(b.una(), recoveryPoint)) {
            // Step (A).
            recovering = false;
            window.cwnd = window.ssthresh;
        } else if (recovering) {
            highRxt = Seq.max(highRxt, b.una());
            inRecovery(ack, b, news);
            return Repair.NAMED;
        } else if (ack.advanced && !ack.congestionEcho) {
            window.grow(ack.octets);
        }
        if (ack.advanced) {
            duplicates = 0;
            limited = 0;
        }
        timedOut &= Seq.lt(b.una(), recoveryPoint);
        if (news > 0) {
            duplicates++;
        }
        return outside(b, news);
    }

    private Repair outside(Scoreboard b, int news) {
        if (timedOut) {
            pipe = SackedRuns.marked(b);
            return b.lost() > b.repaired() ? Repair.LOST : Repair.NONE;
        }
        boolean mayEnter = !hasPoint || Seq.geq(b.una(), recoveryPoint);
        if (news > 0 && mayEnter && (duplicates >= THRESHOLD || SackedRuns.isLost(b.first(), window.smss))) {
            enter(b);
            return Repair.NAMED;
        }
        if (duplicates > 0) {
            pipe = SackedRuns.pipe(b, b.una(), window.smss);
        }
        return Repair.NONE;
    }

    // Step (4).
    private void enter(Scoreboard b) {
        recoveryPoint = b.nxt();
        hasPoint = true;
        halve(b);
        window.cwnd = window.ssthresh;
        recovering = true;
        tally.add(Counter.TCPEXT_SACK_RECOVERY, 1);
        repairsFirst = true;
        highRxt = b.una();
        // The forerunner does not count the first repair.
        pipe = knobs.forerunner() ? Seq.diff(b.nxt(), b.una()) - (THRESHOLD + 1L) * window.smss
                : SackedRuns.pipe(b, highRxt, window.smss);
    }

    private void halve(Scoreboard b) {
        window.lowerThreshold(Seq.diff(b.nxt(), b.una()) - limited);
        echo.onLoss();
    }

    private void inRecovery(AckFacts ack, Scoreboard b, int news) {
        if (knobs.forerunner()) {
            pipe = Math.max(0, pipe - (ack.advanced ? 2L * window.smss : news));
        } else {
            pipe = SackedRuns.pipe(b, highRxt, window.smss);
        }
    }

    /** "NextSeg ()". */
    @Override
    public Sent next(Scoreboard b, boolean newData) {
        if (!recovering || b.first() == null) {
            return null;
        }
        if (repairsFirst) {
            // Step (4.3), whatever the window says.
            repairsFirst = false;
            rescueRxt = b.first().endSeq();
            return name(b.first(), b);
        }
        if (!maySend(b, window.smss)) {
            return null;
        }
        Sent hole = SackedRuns.hole(b, highRxt);
        if (hole != null && (knobs.forerunner() || SackedRuns.isLost(hole, window.smss))) {
            return name(hole, b);
        }
        if (newData || knobs.forerunner()) {
            return null;
        }
        return hole == null ? rescue(b) : name(hole, b);
    }

    private Sent name(Sent s, Scoreboard b) {
        highRxt = s.endSeq();
        return give(s, b);
    }

    private Sent give(Sent s, Scoreboard b) {
        if (!s.isLost()) {
            b.lose(s);
        }
        return s;
    }

    // Rule (4): the highest one outstanding that is not SACKed, once in a recovery; HighRxt stays.
    private Sent rescue(Scoreboard b) {
        Sent last = Seq.gt(b.una(), rescueRxt) ? SackedRuns.highestHole(b) : null;
        if (last == null) {
            return null;
        }
        rescueRxt = recoveryPoint;
        return give(last, b);
    }

    @Override
    public void onTimeout(Scoreboard b, boolean first, long nowNanos) {
        if (first) {
            halve(b);
        }
        recoveryPoint = b.nxt();
        hasPoint = true;
        window.cwnd = window.smss;
        recovering = false;
        timedOut = true;
        echo.release();
        duplicates = 0;
        limited = 0;
        // RFC 2018 section 8: a receiver may have thrown away what it told of.
        b.forgetSacks();
        b.markAllLost();
        pipe = 0;
    }

    @Override
    public void onSent(Sent s, boolean again, Scoreboard b, long nowNanos) {
        int octets = s.endSeq() - s.seq();
        pipe += octets;
        if (!again && !recovering && !timedOut && duplicates > 0 && Seq.diff(b.nxt(), b.una()) > window.cwnd) {
            limited += octets;
        }
    }

    @Override
    public int sackedOut(Scoreboard b) {
        return b.sacked();
    }
}
