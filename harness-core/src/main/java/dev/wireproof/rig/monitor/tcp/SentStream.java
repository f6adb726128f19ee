package dev.wireproof.rig.monitor.tcp;

import dev.wireproof.rig.capture.TcpSegmentRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What one side has sent, by position from its ISN: how far, with which holes, and which segment stands in the wrong place.
 *
 * <p>A segment that does not continue the stream is a <em>suspect</em> until the side's next segment shows where the stream goes on. If
 * it goes on as though the suspect had stood at the end of the stream, the suspect is <em>misplaced</em>: its rightful place is then a
 * hole that it must explain. Reordered frames fill that hole later and clear it; when the peer acknowledges the hole unfilled, the
 * octets did arrive, and the suspect's sequence number is wrong.
 */
final class SentStream {
    static final String RULE = "tcp-sequence";

    /** No such position. */
    static final long NONE = Long.MIN_VALUE;

    /** Positions acknowledged or passed over without having been seen; {@code by} is the segment that may have carried them. */
    private static final class Hole {
        private final long from;
        private final long to;
        private final Segment by;

        Hole(long from, long to, Segment by) {
            this.from = from;
            this.to = to;
            this.by = by;
        }
    }

    private final FlowFindings findings;
    private final OctetHistory history = new OctetHistory();
    private List<Hole> holes = new ArrayList<>(2);
    private final IdTrail identifications = new IdTrail();
    private IdTrail.Trace trace = IdTrail.Trace.UNKNOWN;
    private boolean gapAtSuspect;
    private Segment suspect;
    private long suspectExpected;
    private long next;
    private long highest;
    private long acked = NONE;
    private long fin = NONE;

    /**
     * @param next position of the first octet to come
     */
    SentStream(FlowFindings findings, long next) {
        this.findings = findings;
        this.next = next;
        this.highest = next;
    }

    /** End of what was sent in order, SND.NXT as far as the wire shows. */
    long next() {
        return next;
    }

    /** Nothing sent so far reaches beyond this. */
    long sentEnd() {
        return suspect == null ? next : Math.max(next, Math.max(suspect.end(), rightfulEnd()));
    }

    /** Highest position seen, of empty segments too: a segment from here on was sent later than all before it. */
    long highest() {
        return highest;
    }

    /** Highest acknowledgment by the peer, {@link #NONE} when there was none. */
    long acked() {
        return acked;
    }

    /** Position of the FIN, or {@link #NONE}. */
    long fin() {
        return fin;
    }

    OctetHistory history() {
        return history;
    }

    private long rightfulEnd() {
        return suspectExpected + suspect.length();
    }

    /** The stream has been sent up to here before anything of it was seen. */
    void startAt(long position) {
        next = Math.max(next, position);
        highest = Math.max(highest, position);
    }

    /** The identification of the segment to come: gaps beside a suspect show that packets are missing there, and clear it. */
    void identified(int identification, int payload, int mss) {
        trace = identifications.next(identification, payload, mss);
    }

    /** False when the identification of the segment to come follows the one before. */
    boolean mayFollowMissing() {
        return trace != IdTrail.Trace.FOLLOWS;
    }

    /** A segment that occupies sequence numbers. */
    void data(Segment segment) {
        goOn(segment.position(), true);
        if (segment.position() == next || touchesHole(segment)) {
            accept(segment);
        } else {
            suspect = segment;
            gapAtSuspect = trace == IdTrail.Trace.GAP;
            suspectExpected = next;
        }
        settle();
    }

    private boolean touchesHole(Segment segment) {
        for (Hole hole : holes) {
            if (segment.position() >= hole.from && segment.position() < hole.to) {
                return true;
            }
        }
        return false;
    }

    /** A segment without data: its number says how far the side has sent. */
    void empty(long position) {
        goOn(position, false);
        if (position <= sentEnd()) {
            highest = Math.max(highest, position);
        }
        settle();
    }

    /** Decides about the suspect, now that the stream goes on at {@code position}. */
    private void goOn(long position, boolean withData) {
        if (suspect == null) {
            return;
        }
        gapAtSuspect |= trace == IdTrail.Trace.GAP;
        if (position == rightfulEnd() && suspect.end() != position && !gapAtSuspect) {
            misplaced();
        } else if (withData) {
            Segment innocent = suspect;
            suspect = null;
            accept(innocent);
        }
    }

    private void misplaced() {
        Segment wrong = suspect;
        suspect = null;
        long end = suspectExpected + wrong.length();
        if (end > next) {
            holes.add(new Hole(suspectExpected, end, wrong));
            next = end;
            highest = Math.max(highest, end);
            if (wrong.tcp().has(TcpSegmentRecord.FIN)) {
                fin = end - 1;
            }
        }
    }

    private void accept(Segment segment) {
        if (segment.position() > next) {
            holes.add(new Hole(next, segment.position(), null));
        }
        history.keep(segment.payloadPosition(), segment.octets(), segment.tcp().payloadOffset(), segment.tcp().capturedPayload());
        next = Math.max(next, segment.end());
        highest = Math.max(highest, next);
        if (segment.tcp().has(TcpSegmentRecord.FIN) && fin == NONE) {
            fin = segment.end() - 1;
        }
        if (!holes.isEmpty()) {
            fill(segment);
        }
    }

    /** Takes a segment's positions out of the holes; a misplaced segment whose hole is filled was only reordered. */
    private void fill(Segment segment) {
        List<Hole> left = new ArrayList<>(holes.size() + 1);
        List<Segment> cleared = new ArrayList<>(0);
        for (Hole hole : holes) {
            boolean touches = segment.position() < hole.to && segment.end() > hole.from;
            if (!touches) {
                left.add(hole);
                continue;
            }
            if (segment.position() > hole.from) {
                left.add(new Hole(hole.from, segment.position(), hole.by));
            }
            if (segment.end() < hole.to) {
                left.add(new Hole(segment.end(), hole.to, hole.by));
            }
            if (hole.by != null && segment.position() <= hole.from && segment.end() >= hole.to) {
                cleared.add(hole.by);
            }
        }
        holes = left;
        for (Segment innocent : cleared) {
            if (innocent.position() <= next) {
                accept(innocent);
            } else {
                findings.inconclusive(RULE + ": a segment ahead of the stream whose place another one took");
            }
        }
    }

    /** The peer acknowledged everything below {@code position}. */
    void acknowledged(long position) {
        if (position > acked) {
            acked = position;
            history.forget(position);
            settle();
        }
    }

    /** Holes that are acknowledged: a misplaced segment is to blame, or the capture lacks frames. */
    private void settle() {
        for (int i = 0; i < holes.size(); i++) {
            Hole hole = holes.get(i);
            if (hole.to <= acked) {
                holes.remove(i--);
                if (hole.by == null) {
                    findings.framesMissing();
                } else {
                    blame(hole.by, hole.from);
                }
            }
        }
    }

    private void blame(Segment wrong, long rightful) {
        findings.doubtful(
                wrong.judged(), wrong.frame(), RULE,
                "sequence number " + wrong.position() + " stands where " + rightful + " must: the stream goes on behind it as if it were, and "
                        + "the peer acknowledged octets that no other segment carried");
    }

    /** The capture is over: decides about a suspect without a successor. */
    void end() {
        if (suspect == null) {
            return;
        }
        if (acked == rightfulEnd() && acked > next && suspect.end() <= next && !gapAtSuspect) {
            blame(suspect, suspectExpected);
        } else {
            Segment innocent = suspect;
            suspect = null;
            accept(innocent);
            settle();
        }
    }
}
