package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Span;

/** Checks on one TCP_INFO; each returns the same object, so they chain, and {@link #proves} ends the chain. */
public final class InfoCheck {
    private static final int SYN_DATA = 32;

    private final Ladder ladder;
    private final ConnectionInfo info;

    InfoCheck(Ladder ladder, ConnectionInfo info) {
        this.ladder = ladder;
        this.info = info;
    }

    public InfoCheck state(String expected) {
        return is("state", expected, info.state());
    }

    /** Smoothed round-trip time. */
    public InfoCheck rtt(Span expected) {
        return takes("rtt", expected, Span.us(info.rttMicros()));
    }

    public InfoCheck rto(Span expected) {
        return takes("rto", expected, Span.us(info.rtoMicros()));
    }

    public InfoCheck cwnd(int segments) {
        return is("cwnd", segments, info.sndCwnd());
    }

    public InfoCheck ssthresh(int segments) {
        return is("ssthresh", segments, info.sndSsthresh());
    }

    public InfoCheck unacked(int segments) {
        return is("unacked", segments, info.unacked());
    }

    public InfoCheck backoff(int doublings) {
        return is("backoff", doublings, info.backoff());
    }

    /** 0 Open, 1 Disorder, 2 CWR, 3 Recovery, 4 Loss. */
    public InfoCheck caState(int expected) {
        return is("ca_state", expected, info.caState());
    }

    /** Segments known to have arrived beyond a hole. */
    public InfoCheck sacked(int segments) {
        return is("sacked", segments, info.sacked());
    }

    public InfoCheck lost(int segments) {
        return is("lost", segments, info.lost());
    }

    /** Segments sent again and believed to be under way. */
    public InfoCheck retrans(int segments) {
        return is("retrans", segments, info.retrans());
    }

    /** Places that a segment may be late before it counts as lost. */
    public InfoCheck reordering(int segments) {
        return is("reordering", segments, info.reordering());
    }

    public InfoCheck mss(int octets) {
        return is("snd_mss", octets, info.sndMss());
    }

    public InfoCheck totalRetrans(int segments) {
        return is("total_retrans", segments, info.totalRetrans());
    }

    /** Whether text of a SYN was taken (TCPI_OPT_SYN_DATA). */
    public InfoCheck synData(boolean taken) {
        return is("SYN data", taken, (info.options() & SYN_DATA) != 0);
    }

    /** Why text on the SYN was not taken: 0 nothing was wrong, 1 no cookie, 2 not acknowledged, 3 the SYN went again. */
    public InfoCheck fastOpenFailure(int why) {
        return is("fastopen_client_fail", why, info.fastOpenFailure());
    }

    public InfoCheck probes(int count) {
        return is("probes", count, info.probes());
    }

    /** Octets a second that the sender aims at. */
    public InfoCheck pacingRate(long octets) {
        return is("pacing_rate", octets, info.pacingRate());
    }

    /** Octets a second that got through of late. */
    public InfoCheck deliveryRate(long octets) {
        return is("delivery_rate", octets, info.deliveryRate());
    }

    /** Least round-trip time. */
    public InfoCheck minRtt(Span expected) {
        return takes("min_rtt", expected, Span.us(info.minRttMicros()));
    }

    /** The raw record, for anything else. */
    /** Time with something queued or outstanding. */
    public InfoCheck busy(Span expected) {
        return takes("busy_time", expected, Span.us(info.work().busyMicros()));
    }

    /** Of the busy time, while the peer's window held data back. */
    public InfoCheck windowLimited(Span expected) {
        return takes("rwnd_limited", expected, Span.us(info.work().windowLimitedMicros()));
    }

    /** Of the busy time, while a writer waited for room and all was sent. */
    public InfoCheck bufferLimited(Span expected) {
        return takes("sndbuf_limited", expected, Span.us(info.work().bufferLimitedMicros()));
    }

    /** Octets of text never sent. */
    public InfoCheck unsent(long octets) {
        return is("notsent_bytes", octets, info.work().unsentOctets());
    }

    /** Octets acknowledged, received, and sent again. */
    public InfoCheck octets(long acked, long received, long again) {
        return is("bytes_acked", acked, info.work().octetsAcked()).is("bytes_received", received, info.work().octetsReceived())
                .is("bytes_retrans", again, info.work().octetsSentAgain());
    }

    /** Segments in and out, all and those with text. */
    public InfoCheck segments(long in, long out, long dataIn, long dataOut) {
        return is("segs_in", in, info.work().segmentsIn()).is("segs_out", out, info.work().segmentsOut())
                .is("data_segs_in", dataIn, info.work().dataSegmentsIn()).is("data_segs_out", dataOut, info.work().dataSegmentsOut());
    }

    /** Time since text was sent, text came, an acknowledgement came. */
    public InfoCheck since(Span sent, Span received, Span ack) {
        return takes("last_data_sent", sent, Span.ms(info.work().sinceSentMillis()))
                .takes("last_data_recv", received, Span.ms(info.work().sinceReceivedMillis()))
                .takes("last_ack_recv", ack, Span.ms(info.work().sinceAckMillis()));
    }

    public ConnectionInfo get() {
        return info;
    }

    public Proof proves(String... clauses) {
        return ladder.proof().proves(clauses);
    }

    private InfoCheck takes(String field, Span expected, Span actual) {
        return ladder.timing().accepts(expected.nanos(), actual.nanos()) ? this : is(field, expected, actual);
    }

    private InfoCheck is(String field, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw ladder.failure("TCP_INFO " + field + ": expected " + expected + "\n  actual   " + actual);
        }
        return this;
    }
}
