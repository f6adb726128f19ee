package dev.wireproof.core.ip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.oracle.ReassemblyOracle;
import dev.wireproof.rig.oracle.ReassemblyOracle.Policy;
import dev.wireproof.rig.oracle.ReassemblyOracle.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reassembler of a host against an octet map: random pieces of one datagram with duplicates, overlaps and wrong ends. */
class CoverageTest {
    private static final int RUNS = 2000;
    private static final long MS = 1_000_000L;

    private record Piece(int offset, int length, boolean more) {}

    @ParameterizedTest
    @EnumSource(Policy.class)
    void aHostDeliversWhatTheOctetMapDelivers(Policy policy) {
        Rng rng = Rng.ofSeed(815).stream(policy.name());
        for (int run = 0; run < RUNS; run++) {
            compare(policy, schedule(rng));
        }
    }

    private static List<Piece> schedule(Rng rng) {
        int total = 8 + rng.below(80);
        List<Piece> all = new ArrayList<>();
        int at = 0;
        while (at < total) {
            int length = Math.min(total - at, 8 * (1 + rng.below(3)));
            all.add(rng.below(all.size() + 1), new Piece(at, length, at + length < total));
            at += length;
        }
        int extras = rng.below(4);
        for (int i = 0; i < extras; i++) {
            all.add(rng.below(all.size() + 1), new Piece(8 * rng.below(10), 1 + rng.below(24), rng.below(5) > 0));
        }
        return all;
    }

    private static void compare(Policy policy, List<Piece> schedule) {
        EventLoop loop = new EventLoop();
        IpHost host = new IpHost(loop, "host", policy == Policy.LINUX ? Profile.MODERN : Profile.TEXTBOOK);
        LinkDevice eth0 = host.link("eth0", 0x0200_0000_0001L, "10.0.0.1/24");
        RecordingTransport transport = new RecordingTransport();
        host.stack.network().register(transport);
        ReassemblyOracle oracle = new ReassemblyOracle(policy, Ipv4View.SIZE, 30_000);
        for (int i = 0; i < schedule.size(); i++) {
            Piece p = schedule.get(i);
            if (p.offset() == 0 && !p.more()) {
                continue;
            }
            byte[] payload = new byte[p.length()];
            Arrays.fill(payload, (byte) i);
            long failed = host.count(Counter.IP_REASM_FAILS);
            int delivered = transport.received.size();
            byte[] packet = Packets.fragment("10.0.0.2", "10.0.0.1", 7, p.offset(), p.more(), payload);
            Packets.view(packet).protocol(RecordingTransport.NUMBER).fillChecksum();
            eth0.receive(Packets.frame(eth0, packet));
            Verdict verdict = oracle.arrives(loop.now() / MS, i, p.offset(), p.length(), p.more());
            assertEquals(verdict == Verdict.DELIVERED, transport.received.size() > delivered, () -> schedule + " at " + p);
            assertEquals(verdict == Verdict.DISCARDED, host.count(Counter.IP_REASM_FAILS) > failed, () -> schedule + " at " + p);
            if (verdict == Verdict.DELIVERED) {
                assertArrayEquals(octets(oracle.suppliers()), transport.received.get(delivered), () -> schedule + " at " + p);
            }
        }
    }

    private static byte[] octets(int[] suppliers) {
        byte[] b = new byte[suppliers.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) suppliers[i];
        }
        return b;
    }
}
