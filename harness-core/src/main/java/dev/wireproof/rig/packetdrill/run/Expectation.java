package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.script.EventTime;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Segment;
import java.util.List;

/** Waits for what the host must send and holds it against the script. Packets of other connections pass unseen. */
final class Expectation {
    private static final long WAIT_NANOS = 2_000_000_000L;
    private static final int UNIT = TcpView.SYN | TcpView.ACK;

    private final WireEnd wire;
    private final Flags flags;

    Expectation(WireEnd wire, Flags flags) {
        this.wire = wire;
        this.flags = flags;
    }

    /**
     * Takes the segment that a script expects, put together from several where the host cut it smaller.
     *
     * @param due in nanoseconds since the start of the script
     * @param startNanos the start on the host's clock
     * @throws ScriptProblem when nothing comes, or something else
     */
    Sniffed take(Segment expected, EventTime due, long startNanos, TestSocket socket) {
        if (socket.stage == TestSocket.Stage.PASSIVE_OPENED && (expected.flags() & UNIT) == UNIT) {
            socket.scriptLocalIsn = expected.seq();
        }
        Sniffed first = next(expected, due, startNanos, socket);
        Sniffed last = first;
        int length = first.length;
        while (length < expected.length() && !flags.strictSegments()) {
            Sniffed part = next(expected, due, startNanos, socket);
            List<String> wrong = Differences.ofContinuation(last, part);
            if (wrong.isEmpty() && part.length < expected.length() - length && part.length != last.length) {
                wrong = List.of("payload: expected parts of " + last.length + " octets, got one of " + part.length);
            }
            if (!wrong.isEmpty()) {
                throw differs(expected, part, length + " octets behind its start", wrong);
            }
            length += part.length;
            part.zeros &= last.zeros;
            last = part;
        }
        last.join(first, length);
        compare(expected, last, due, socket, startNanos);
        return last;
    }

    private void compare(Segment expected, Sniffed actual, EventTime due, TestSocket socket, long startNanos) {
        List<String> wrong = Differences.between(expected, actual, !flags.relaxedPush());
        if (expected.options() != null && actual.options.hasTimestamps()) {
            OptionList wanted = new OptionList(expected.options());
            if (wanted.hasTimestamps()) {
                socket.timestampSent(wanted.tsVal(), actual.options.tsVal());
                actual.options.tsVal(socket.scriptTimestamp(actual.options.tsVal()));
                long tick = flags.timestampTickMicros();
                String apart = tick == 0 ? null
                        : Differences.ofTimestamps(wanted.tsVal(), actual.options.tsVal(), tick, flags.toleranceNanos(due.startNanos()));
                if (apart != null) {
                    wrong.add(apart);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw differs(expected, actual, "at " + TimeJudge.seconds(actual.nanos - startNanos) + " s", wrong);
        }
    }

    private static ScriptProblem differs(Segment expected, Sniffed actual, String where, List<String> lines) {
        return ScriptProblem.failed(0, "outbound segment " + where + "\n  expected " + SegmentText.of(expected)
                + "\n  actual   " + SegmentText.of(actual) + "\n  differs  " + String.join("\n           ", lines));
    }

    private Sniffed next(Segment expected, EventTime due, long startNanos, TestSocket socket) {
        boolean any = due.kind() == EventTime.Kind.ANY;
        long until = any ? Long.MAX_VALUE - 1 : startNanos + due.endNanos() + WAIT_NANOS;
        while (true) {
            WireEnd.Packet p = wire.next(until);
            if (p == null) {
                throw ScriptProblem.failed(0, "outbound segment\n  expected " + SegmentText.of(expected) + "\n  actual   nothing "
                        + (any ? "ever" : "until " + TimeJudge.seconds(until - startNanos) + " s"));
            }
            Sniffed s = Sniffed.of(p);
            if (s != null && (s.isFrom(socket) || isFirstSyn(s, socket))) {
                learn(s, expected, socket);
                s.toScript(socket);
                return s;
            }
        }
    }

    private static boolean isFirstSyn(Sniffed s, TestSocket socket) {
        boolean first = socket.stage == TestSocket.Stage.SYN_SENT && s.nanos >= socket.connectingSinceNanos && (s.flags & UNIT) == TcpView.SYN
                && s.destination == socket.remoteAddress.v4() && s.destinationPort == socket.remotePort;
        if (first) {
            socket.localAddress = Address.v4(s.source);
            socket.localPort = s.sourcePort;
            socket.liveLocalIsn = s.seq;
        }
        return first;
    }

    private static void learn(Sniffed s, Segment expected, TestSocket socket) {
        if (socket.stage == TestSocket.Stage.PASSIVE_OPENED && (expected.flags() & UNIT) == UNIT) {
            socket.stage = TestSocket.Stage.SYN_ACK_SENT;
            socket.liveLocalIsn = s.seq;
        }
    }
}
