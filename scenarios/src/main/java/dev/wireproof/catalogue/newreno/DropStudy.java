package dev.wireproof.catalogue.newreno;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.data;
import static dev.wireproof.rig.scenario.Words.ms;

import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabFrame;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The set-up of the comparison of 1996 (worked example a): segments of 1000 octets over 800 kb/s with 100 ms each way, a receiver
 * window of 28 segments, an ACK for every segment, a first flight of 2, a minimum RTO of 1 s, no limited transmit, SACK only for the
 * variant of that name, no timestamps. Segment n carries octets 1000 n - 999 to 1000 n, so the SYN is segment 0 as in the published numbering, and an
 * ACK is named by the last segment that it acknowledges.
 */
final class DropStudy {
    private static final int SEGMENT = 1000;
    private static final int PORT = 5001;
    private static final int SEGMENTS = 60;

    private final Lab lab;
    private final LabHost sender;
    private final LabHost receiver;

    /** @param control tahoe, reno, newreno, sack or sack1996 */
    DropStudy(Lab lab, String control, int... lost) {
        this.lab = lab;
        sender = lab.host("sender");
        receiver = lab.host("receiver");
        LabWire wire = lab.wire(sender, receiver).mtu(SEGMENT + 40).oneWayDelay(ms(100));
        wire.cable().forward().rate(800_000);
        for (LabHost h : List.of(sender, receiver)) {
            h.sysctl("net.ipv4.tcp_timestamps", "0");
            h.sysctl("net.ipv4.tcp_sack", control.startsWith("sack") ? "1" : "0");
            h.sysctl("net.ipv4.tcp_window_scaling", "0");
            h.routeMetrics("initcwnd 2 quickack 1 rto_min 1s window " + 28 * SEGMENT);
        }
        sender.sysctl("net.ipv4.tcp_congestion_control", control);
        for (int n : lost) {
            wire.faults(sender.to(receiver)).dropOnce(data(SEGMENT * (n - 1) + 1, SEGMENT * n + 1));
        }
        lab.task(receiver, "sink", () -> {
            SutSocket listener = receiver.socket(STREAM).option("SO_RCVBUF", 64 * SEGMENT).bind(PORT).listen(1);
            listener.accept().readFully(SEGMENTS * SEGMENT);
        });
        lab.task(sender, "source", () -> {
            SutSocket s = sender.socket(STREAM).option("SO_SNDBUF", 2_000_000).option("TCP_NODELAY", 1);
            s.connect(wire.addressB(), PORT).write(new byte[SEGMENTS * SEGMENT]);
        });
    }

    /** Runs the transfer to its end. */
    DropStudy run() {
        lab.run();
        return this;
    }

    /**
     * What each ACK sent, from the ACK that releases segment 27 on: {@code 13 -> 27 28} an ACK of 13 that sends two, {@code 13
     * x2} two ACKs in a row that send nothing, {@code r14} a retransmission, {@code RTO -> r28} a timeout.
     */
    List<String> events() {
        List<LabFrame> all = merged();
        List<String> events = new ArrayList<>();
        int highest = 0;
        int silent = 0;
        int acked = -1;
        boolean begun = false;
        StringBuilder sent = null;
        long ackNanos = 0;
        for (LabFrame f : all) {
            if (!f.isData()) {
                begun |= sent != null && sent.indexOf(" 27") >= 0;
                silent = note(events, begun, acked, sent, silent, segmentBefore(f.ack()));
                acked = segmentBefore(f.ack());
                sent = new StringBuilder();
                ackNanos = arrival(f);
                continue;
            }
            int n = segmentBefore(f.seq() + f.length());
            if (sent != null && f.nanos() > ackNanos) {
                begun |= sent.indexOf(" 27") >= 0;
                note(events, begun, acked, sent, silent, -1);
                silent = 0;
                events.add("RTO -> r" + n);
                sent = null;
            } else if (sent != null) {
                sent.append(n > highest ? " " : " r").append(n);
            }
            highest = Math.max(highest, n);
        }
        return events;
    }

    private static int note(List<String> events, boolean begun, int acked, StringBuilder sent, int silent, int next) {
        if (!begun || sent == null) {
            return 0;
        }
        int quiet = silent + (sent.isEmpty() ? 1 : 0);
        if (quiet > 0 && (!sent.isEmpty() || next != acked)) {
            events.add(acked + (quiet > 1 ? " x" + quiet : ""));
            quiet = 0;
        }
        if (!sent.isEmpty()) {
            events.add(acked + " ->" + sent);
        }
        return quiet;
    }

    /** ACKs as they arrive at the sender and segments as they leave it, in one order; an ACK before what it releases. */
    private List<LabFrame> merged() {
        List<LabFrame> all = new ArrayList<>(lab.ladder().data(sender.to(receiver)));
        for (LabFrame f : lab.ladder().sent(receiver.to(sender))) {
            if (f.isTcp() && f.ack() >= 1 && f.seq() == 1) {
                all.add(f);
            }
        }
        all.sort(Comparator.comparingLong((LabFrame f) -> f.isData() ? f.nanos() : arrival(f)).thenComparing(f -> f.isData() ? 1 : 0));
        return all;
    }

    private static long arrival(LabFrame ack) {
        return ack.nanos() + ms(100).nanos();
    }

    private static int segmentBefore(int seq) {
        return (seq - 1) / SEGMENT;
    }

    /** The segments that were sent again, in their order. */
    List<Integer> retransmitted() {
        List<Integer> again = new ArrayList<>();
        int highest = 0;
        for (LabFrame f : lab.ladder().data(sender.to(receiver))) {
            int n = segmentBefore(f.seq() + f.length());
            if (n <= highest) {
                again.add(n);
            }
            highest = Math.max(highest, n);
        }
        return again;
    }
}
