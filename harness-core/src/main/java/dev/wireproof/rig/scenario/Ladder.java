package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One host under test and one scripted peer. Statements run as they are reached; moments are relative to the previous event
 * (the last frame that was sent or matched, the end of the last call, the start of one that goes on). Exactly the expected
 * frames may appear: one that nobody expects fails the scenario.
 */
public final class Ladder {
    static final String SUT = "sut";
    static final String PEER = "peer";
    /** How far a failure looks for the frame that did not come in time. */
    private static final long LOOK_AHEAD_NANOS = 10_000_000_000L;

    private final Target target;
    private final Wiring wiring = new Wiring();
    private final Trace trace = new Trace();
    private final CaptureInterface sutSide = trace.addInterface(SUT, "");
    private final CaptureInterface peerSide = trace.addInterface(PEER, CaptureInterface.SCRIPTED);
    private final List<String> proofs = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final ArrayDeque<Seen> pending = new ArrayDeque<>();
    private boolean scriptedArp;
    private long baseNanos;
    private long lastFrameNanos;
    /** Where {@link #base} would be if every event had come exactly when it was due. */
    private long nominalNanos;
    private long leastSlipNanos = Long.MAX_VALUE;
    /** Time that the host has spent waiting for the peer's ARP replies, 0 in virtual time. */
    private long arpNanos;

    public Ladder(Target target) {
        this.target = target;
        wiring.addressing = Addressing.STANDARD;
    }

    /** The host under test. */
    public HostUnderTest sut() {
        return target;
    }

    /** Address of the scripted peer. */
    public Address peer() {
        return wiring.addressing.peer();
    }

    /** From here on the scenario plays the peer's ARP itself; without this the peer answers requests for its address at once. */
    public void arp() {
        scriptedArp = true;
    }

    /** The peer's initial sequence number for connections that begin after this. */
    public void peerIsn(int isn) {
        wiring.peerIsn = isn;
    }

    /** Ports meant by packets that name none; set by the first matched segment otherwise. */
    public void ports(int sutPort, int peerPort) {
        wiring.use(sutPort, peerPort);
    }

    /** A line in the report that says what comes next. */
    public void step(String what) {
        lines.add("-- " + what);
    }

    /** The peer sends a frame. */
    public void in(When when, PacketSpec packet) {
        long at = base() + when.fromNanos();
        collect(at);
        target.advanceTo(at);
        refuseUnexpected("before the peer sends " + packet.text());
        byte[] octets = packet.build(wiring);
        long sentNanos = target.now();
        baseNanos = Math.max(at, sentNanos);
        nominalNanos += when.fromNanos();
        frameAt(baseNanos);
        try {
            target.inject(octets);
        } finally {
            record(new Seen(new ObservedFrame(sentNanos, octets)), peerSide);
        }
    }

    /** The host sends a frame that matches, and nothing before it. */
    public Proof out(When when, PacketSpec expected) {
        long base = base();
        long latest = base + when.toNanos() + target.timing().lateNanos(base + when.toNanos() - lastCauseNanos());
        long arpBefore = arpNanos;
        Seen seen = next(latest);
        latest += arpNanos - arpBefore;
        if (seen == null) {
            throw failure("expected " + when + " " + expected.text() + "\n  actual   " + nothingUntilNow());
        }
        List<String> differences = expected.differences(seen, wiring);
        long early = base + when.fromNanos() - earlyNanos();
        if (seen.nanos < early || seen.nanos > latest) {
            differences = new ArrayList<>(differences);
            differences.add("time: expected " + when + ", got +" + Span.ns(seen.nanos - base));
        }
        record(seen, sutSide);
        if (!differences.isEmpty()) {
            throw failure("expected " + expected.text() + "\n  actual   " + SeenText.of(seen, wiring, true) + "\n  differs  "
                    + String.join("\n           ", differences));
        }
        expected.matched(seen, wiring);
        nominalNanos += Math.max(when.fromNanos(), Math.min(when.toNanos(), seen.nanos - base));
        baseNanos = seen.nanos;
        frameAt(seen.nanos);
        return proof();
    }

    /** Nothing is sent for this long. */
    public Proof quiet(Span span) {
        long until = base() + span.nanos();
        collect(until - earlyNanos());
        target.advanceTo(until);
        refuseUnexpected("during quiet of " + span);
        nominalNanos += span.nanos();
        baseNanos = until;
        lines.add(Span.ns(target.now()) + " quiet for " + span);
        return proof();
    }

    /** Lets time pass; what the host sends meanwhile is kept for {@link #out} or {@link #taken}. */
    public void pass(Span span) {
        long until = base() + span.nanos();
        collect(until);
        target.advanceTo(until);
        nominalNanos += span.nanos();
        baseNanos = until;
    }

    /** The frames that the host has sent up to now and that nothing has looked at, for judgements that no expectation can express. */
    public List<ObservedFrame> taken() {
        collect(target.now());
        List<ObservedFrame> frames = new ArrayList<>();
        for (Seen seen = pending.poll(); seen != null; seen = pending.poll()) {
            record(seen, sutSide);
            if (seen.tcp != null) {
                wiring.learn(seen);
            }
            frames.add(new ObservedFrame(seen.nanos, seen.octets));
        }
        return frames;
    }

    /** A blocking call that goes on while the scenario does. */
    public <T> PendingCall<T> call(String what, Callable<T> body) {
        baseNanos = Math.max(baseNanos, target.now());
        return target.call(what, body).judgedBy(target.timing(), this::slipNanos, proofs);
    }

    /** As {@link #call(String, Callable)}, for calls without a result. */
    public PendingCall<Void> call(String what, Runnable body) {
        return call(what, () -> {
            body.run();
            return null;
        });
    }

    /** Checks TCP_INFO of the connection whose frames were matched last. */
    public InfoCheck info(String state) {
        ConnectionInfo info = target.info(wiring.sutPort, wiring.peerPort);
        if (info == null) {
            throw failure("expected a connection in state " + state + "\n  actual   none between ports " + wiring.sutPort + " and "
                    + wiring.peerPort);
        }
        return new InfoCheck(this, info).state(state);
    }

    /** Checks TCP_INFO of a socket. */
    public InfoCheck info(SutSocket socket) {
        return new InfoCheck(this, socket.info());
    }

    /** Any other assertion: {@code it.check("value is 3", value == 3)}. */
    public Proof check(String what, boolean holds) {
        if (!holds) {
            throw failure("expected " + what);
        }
        return proof();
    }

    /** Compares a value. */
    public Proof equal(String what, Object expected, Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw failure(what + ": expected " + show(expected) + "\n  actual   " + show(actual));
        }
        return proof();
    }

    static String show(Object value) {
        return value instanceof byte[] b ? b.length + " octets" : String.valueOf(value);
    }

    /** The call fails with this errno at once. */
    public Proof fails(Errno expected, Runnable body) {
        return fails(expected, () -> {
            body.run();
            return null;
        });
    }

    /** The call, which would give a value, fails with this errno at once. */
    public Proof fails(Errno expected, Supplier<?> body) {
        Object given;
        try {
            given = body.get();
        } catch (ErrnoException e) {
            if (e.errno() == expected) {
                return proof();
            }
            throw failure("expected " + expected + "\n  actual   " + e.getMessage());
        }
        throw failure("expected " + expected + "\n  actual   the call succeeded" + (given == null ? "" : " and gave " + show(given)));
    }

    /** The timestamp on the host's last segment, for echoes of older ones. */
    public int lastTimestamp() {
        return wiring.lastTimestamp();
    }

    /** The packet (from its IP header on) that the host sent last, for ICMP errors that quote it. */
    public byte[] lastSent() {
        return lastOn(sutSide, "nothing was sent yet");
    }

    /** The packet (from its IP header on) that the peer sent last, for ICMP errors that must quote it. */
    public byte[] lastReceived() {
        return lastOn(peerSide, "the peer has sent nothing yet");
    }

    private byte[] lastOn(CaptureInterface side, String otherwise) {
        for (int i = trace.frames().size() - 1; i >= 0; i--) {
            CapturedFrame f = trace.frames().get(i);
            if (f.on() == side) {
                return Arrays.copyOfRange(f.octets(), FrameBuilder.IP_AT, f.octets().length);
            }
        }
        throw failure(otherwise);
    }

    /** What stands behind the IP header of a packet of the peer, to be cut into fragments. */
    public byte[] payloadOf(PacketSpec packet) {
        byte[] octets = packet.build(wiring);
        return Arrays.copyOfRange(octets, FrameBuilder.PAYLOAD_AT, octets.length);
    }

    /** Ends the scenario: the rest of the instant stays quiet, the host is taken down and has leaked nothing. */
    void finish() {
        long until = target.now() + target.timing().lateNanos(0);
        collect(until);
        refuseUnexpected("at the end of the scenario");
        List<String> leaks = target.tearDown();
        if (!target.objection().isEmpty()) {
            throw failure(target.objection());
        }
        if (!leaks.isEmpty()) {
            throw failure("leaked: " + String.join("; ", leaks));
        }
    }

    Trace trace() {
        return trace;
    }

    List<String> proofs() {
        return proofs;
    }

    List<String> lines() {
        return lines;
    }

    Proof proof() {
        return new Proof(proofs);
    }

    Timing timing() {
        return target.timing();
    }

    ScenarioFailure failure(String what) {
        return new ScenarioFailure(what + "\nladder so far:\n  " + String.join("\n  ", lines));
    }

    private long base() {
        return Math.max(baseNanos, target.lastCallNanos());
    }

    /** When something last happened that can have started a timer; time that was merely quiet goes on counting. */
    private long lastCauseNanos() {
        return Math.max(lastFrameNanos, target.lastCallNanos());
    }

    private void frameAt(long nanos) {
        lastFrameNanos = nanos;
        leastSlipNanos = Math.min(leastSlipNanos, slipNanos());
    }

    /** A timer of the host that a frame started seems the earlier, the further the scenario has fallen behind since that frame. */
    private long earlyNanos() {
        return target.timing().earlyNanos() + Math.max(0, slipNanos() - leastSlipNanos);
    }

    /** How far the scenario has fallen behind its own times by now, each event judged by itself; 0 in virtual time. */
    private long slipNanos() {
        return target.timing().isExact() ? 0 : base() - nominalNanos;
    }

    /** Names the moment, and in virtual time, where waiting costs nothing, the frame that comes later. */
    private String nothingUntilNow() {
        long began = target.now();
        Seen later = target.timing().isExact() ? next(began + LOOK_AHEAD_NANOS) : null;
        return "nothing was sent until " + Span.ns(began)
                + (later == null ? "" : "; next came at " + Span.ns(later.nanos) + " " + SeenText.of(later, wiring, true));
    }

    private Seen next(long untilNanos) {
        if (!pending.isEmpty()) {
            return pending.poll();
        }
        long arpBefore = arpNanos;
        while (true) {
            ObservedFrame f = target.nextFrame(untilNanos + arpNanos - arpBefore);
            if (f == null) {
                return null;
            }
            Seen seen = new Seen(f);
            if (!answeredAsArp(seen)) {
                return seen;
            }
        }
    }

    private void collect(long untilNanos) {
        ObservedFrame f;
        while ((f = target.nextFrame(untilNanos)) != null) {
            Seen seen = new Seen(f);
            if (!answeredAsArp(seen)) {
                pending.add(seen);
            }
        }
    }

    private boolean answeredAsArp(Seen seen) {
        if (scriptedArp || !seen.isArp()) {
            return false;
        }
        record(seen, sutSide);
        if (seen.arp.operation() == ArpView.REQUEST && seen.arp.targetIp() == wiring.addressing.peer().v4()) {
            byte[] reply = new ArpSpec(ArpView.REPLY)
                    .target(Address.v4(seen.arp.senderIp()), new Mac(seen.arp.senderMac()))
                    .build(wiring);
            long sentNanos = target.now();
            arpNanos += target.timing().isExact() ? 0 : sentNanos - seen.nanos;
            target.inject(reply);
            record(new Seen(new ObservedFrame(sentNanos, reply)), peerSide);
        }
        return true;
    }

    private void refuseUnexpected(String where) {
        Seen seen = pending.poll();
        if (seen != null) {
            record(seen, sutSide);
            throw failure("unexpected frame " + where + ": " + SeenText.of(seen, wiring, true) + " at " + Span.ns(seen.nanos));
        }
    }

    private void record(Seen seen, CaptureInterface from) {
        trace.add(from, seen.nanos, seen.octets, Direction.OUTBOUND, "");
        boolean fromSut = from == sutSide;
        lines.add(Span.ns(seen.nanos) + (fromSut ? "  > " : "  < ") + SeenText.of(seen, wiring, fromSut));
    }
}
