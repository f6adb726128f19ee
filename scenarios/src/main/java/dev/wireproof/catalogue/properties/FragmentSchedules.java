package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.ReassemblyOracle;
import dev.wireproof.rig.oracle.ReassemblyOracle.Policy;
import dev.wireproof.rig.oracle.ReassemblyOracle.Verdict;
import dev.wireproof.rig.scenario.BuiltInHost;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Pieces of one datagram, or of two that only their protocol tells apart, in any order, repeated, overlapping, contradictory and late
 * (RFC 791 section 3.2, RFC 815).
 */
public final class FragmentSchedules extends StepProperty<FragmentPiece> {
    /** Use by experiments (RFC 3692): no protocol looks into these datagrams. */
    private static final int PROTOCOL = 253;
    private static final int OTHER_PROTOCOL = 254;
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final int LARGEST = 65_535;

    public FragmentSchedules() {
        super("ip-fragment/any-schedule-reassembles-as-the-byte-map",
                "a host passes up exactly the datagrams that a map of octets says are complete, octet by octet",
                Setting.flag("textbook"));
    }

    @Override
    protected List<FragmentPiece> drawSteps(Rng chance, Case<FragmentPiece> settings) {
        int total = chance.below(12) == 0 ? 65_000 + chance.below(520) : 8 + chance.below(120);
        int unit = total > 1_000 ? 1_024 : 1;
        List<FragmentPiece> all = new ArrayList<>();
        for (int at = 0; at < total; ) {
            int length = Math.min(total - at, 8 * unit * (1 + chance.below(3)));
            all.add(chance.below(all.size() + 1), new FragmentPiece(0, false, at, length, at + length < total));
            at += length;
        }
        for (int extras = chance.below(5); extras > 0; extras--) {
            FragmentPiece extra = chance.chance(500_000)
                    ? all.get(chance.below(all.size()))
                    : new FragmentPiece(0, false, 8 * chance.below(total / 8 + 2), 1 + chance.below(24 * unit), chance.below(5) > 0);
            all.add(chance.below(all.size() + 1), extra);
        }
        for (int late = chance.below(3); late > 0; late--) {
            int which = chance.below(all.size());
            all.set(which, all.get(which).after(chance.chance(500_000) ? chance.below(1_000) : 28_000 + chance.below(4_000)));
        }
        if (chance.chance(250_000)) {
            all.replaceAll(p -> chance.chance(300_000) ? p.ofOther() : p);
        }
        all.removeIf(p -> p.offset() == 0 && !p.more() || p.offset() + p.length() > LARGEST + 8 || p.length() == 0);
        return all;
    }

    @Override
    protected FragmentPiece readStep(String text) {
        return FragmentPiece.read(text);
    }

    @Override
    protected List<FragmentPiece> simplerStep(FragmentPiece step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<FragmentPiece> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        Policy policy = one.is("textbook") ? Policy.NEWEST_WINS : Policy.LINUX;
        return Trial.ofLadder(new RunSetup(1, profile), it -> judge(it, one.steps(), policy)).watched();
    }

    private static void judge(Ladder it, List<FragmentPiece> pieces, Policy policy) {
        SocketApi calls = ((BuiltInHost) it.sut()).net().process("receiver").calls();
        List<Datagram> both = List.of(new Datagram(calls, PROTOCOL, policy), new Datagram(calls, OTHER_PROTOCOL, policy));
        long now = 0;
        for (int i = 0; i < pieces.size(); i++) {
            FragmentPiece p = pieces.get(i);
            it.step("piece " + i + ": " + p);
            now += p.gapMillis();
            it.pass(ms(p.gapMillis()));
            expectTimeouts(it, both, now);
            Datagram d = both.get(p.other() ? 1 : 0);
            d.begun = d.oracle.timePasses(now) == Verdict.IDLE ? now : d.begun;
            Verdict verdict = d.oracle.arrives(now, i, p.offset(), p.length(), p.more());
            it.in(now(), (p.more() ? fragment(d.protocol, p.offset(), p.offset() + p.length())
                    : lastFragment(d.protocol, p.offset(), p.offset() + p.length())).contents(contents(i, p.offset(), p.length())));
            byte[] expected = verdict == Verdict.DELIVERED ? assembled(d.oracle.suppliers()) : null;
            expectDelivery(it, verdict, expected, received(calls, d.raw));
            it.equal("answer to a piece", List.of(), Frames.described(it.taken()));
        }
        it.pass(ms(TIMEOUT_MILLIS));
        expectTimeouts(it, both, now + TIMEOUT_MILLIS);
        both.forEach(d -> expectDelivery(it, Verdict.IDLE, null, received(calls, d.raw)));
    }

    private static void expectTimeouts(Ladder it, List<Datagram> both, long now) {
        List<String> expected = new ArrayList<>();
        for (Datagram d : both) {
            if (d.oracle.timePasses(now) == Verdict.TIMED_OUT_REPORTED) {
                expected.add(d.begun + TIMEOUT_MILLIS + " ms ICMP 11/1 to " + it.peer());
            }
        }
        List<String> seen = new ArrayList<>(Frames.described(it.taken()));
        Collections.sort(expected);
        Collections.sort(seen);
        it.equal("what is sent meanwhile", expected, seen);
    }

    /** One datagram: the socket that hears it, and the map of octets beside it. */
    private static final class Datagram {
        private final int protocol;
        private final int raw;
        private final ReassemblyOracle oracle;
        private long begun;

        Datagram(SocketApi calls, int protocol, Policy policy) {
            this.protocol = protocol;
            raw = calls.socket(SocketType.RAW, protocol);
            calls.nonBlocking(raw, true);
            oracle = new ReassemblyOracle(policy, Ipv4View.SIZE, TIMEOUT_MILLIS);
        }
    }

    private static void expectDelivery(Ladder it, Verdict verdict, byte[] expected, byte[] actual) {
        if ((expected == null) != (actual == null)) {
            it.check("the datagram to be " + verdict + ", but the host passed " + (actual == null ? "nothing" : actual.length + " octets") + " up", false);
        }
        if (expected != null && !Arrays.equals(expected, actual)) {
            int at = Arrays.mismatch(expected, actual);
            it.check("the octets of the map; the first other one is " + at + " of " + expected.length + " (got " + actual.length + ")", false);
        }
    }

    /** An octet tells which piece it came from and where it stood. */
    private static byte octet(int piece, int place) {
        return (byte) (31 * piece + 7 * place + (place >>> 8));
    }

    private static byte[] contents(int piece, int offset, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = octet(piece, offset + i);
        }
        return octets;
    }

    private static byte[] assembled(int[] suppliers) {
        byte[] octets = new byte[suppliers.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = octet(suppliers[i], i);
        }
        return octets;
    }

    /** Payload of the next datagram, or null. */
    private static byte[] received(SocketApi calls, int raw) {
        try {
            byte[] packet = calls.recv(raw, LARGEST + 1);
            return Arrays.copyOfRange(packet, Ipv4View.SIZE, packet.length);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EAGAIN) {
                return null;
            }
            throw e;
        }
    }
}
