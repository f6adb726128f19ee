package dev.wireproof.core.ip;

import static dev.wireproof.core.ip.Packets.bytes;
import static dev.wireproof.core.ip.Packets.fragment;
import static dev.wireproof.core.ip.Packets.frame;
import static dev.wireproof.core.ip.Packets.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reassembly as a host does it (facts 3.8, appendix C 13 and 20). */
class ReassemblerTest {
    private static final String ME = "10.0.0.1";
    private static final String PEER = "10.0.0.2";
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop = new EventLoop();
    private IpHost host = host(Profile.MODERN);
    private LinkDevice eth0;
    private RecordingTransport transport;

    private IpHost host(Profile profile) {
        IpHost h = new IpHost(loop, "host", profile);
        eth0 = h.link("eth0", 0x0200_0000_0001L, ME + "/24");
        h.knows(eth0, PEER, Packets.PEER);
        transport = new RecordingTransport();
        h.stack.network().register(transport);
        return h;
    }

    private void receive(byte[] packet) {
        view(packet).protocol(RecordingTransport.NUMBER).fillChecksum();
        eth0.receive(frame(eth0, packet));
    }

    /** Octets {@code from} to {@code to} of a datagram that counts up. */
    private static byte[] part(int id, int from, int to, boolean more) {
        return fragment(PEER, ME, id, from, more, Arrays.copyOfRange(bytes(70_000), from, to));
    }

    private void counts(long requests, long oks, long fails, long overlaps) {
        assertEquals(List.of(requests, oks, fails, overlaps), List.of(host.count(Counter.IP_REASM_REQDS), host.count(Counter.IP_REASM_OKS),
                host.count(Counter.IP_REASM_FAILS), host.count(Counter.IPEXT_REASM_OVERLAPS)));
    }

    private void isDelivered(int octets) {
        assertEquals(1, transport.received.size());
        assertArrayEquals(bytes(octets), transport.received.get(0));
    }

    @AfterEach
    void nothingIsLeftBehind() {
        loop.runUntil(loop.now() + 30 * SECOND);
        assertEquals(0, host.stack.reassembler().size());
        assertEquals(0, host.stack.reassembler().memory());
        assertFalse(loop.hasWork());
    }

    @Test
    void twoFragmentsMakeADatagram() {
        receive(part(5, 0, 24, true));
        receive(part(5, 24, 48, false));
        isDelivered(48);
        counts(2, 1, 0, 0);
        assertEquals(0, host.accounts.dropped());
    }

    @Test
    void everyOrderOfArrivalGivesTheSame() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int i : order) {
                receive(part(order[0] * 10 + order[1], i * 8, i * 8 + 8, i < 2));
            }
        }
        assertEquals(6, transport.received.size());
        transport.received.forEach(got -> assertArrayEquals(bytes(24), got));
    }

    @Test
    void duplicatesAndFragmentsInsideARunAreIgnored() {
        receive(part(5, 0, 16, true));
        receive(part(5, 16, 32, true));
        receive(part(5, 0, 16, true));
        receive(part(5, 8, 24, true));
        receive(part(5, 32, 40, false));
        isDelivered(40);
        counts(5, 1, 0, 0);
        assertEquals(2, host.accounts.dropped(DropReason.REASSEMBLY_DUPLICATE));
    }

    @Test
    void anyOtherOverlapDiscardsTheDatagramAndALaterFragmentStartsANewOne() {
        receive(part(5, 0, 16, true));
        receive(part(5, 8, 24, true));
        counts(2, 0, 1, 1);
        assertEquals(2, host.accounts.dropped(DropReason.REASSEMBLY_BAD));
        receive(part(5, 24, 32, false));
        assertEquals(0, transport.received.size());
        assertEquals(1, host.stack.reassembler().size());
    }

    @Test
    void theTextbookProfileAcceptsAnOverlapAndWhatCameLaterCounts() {
        host = host(Profile.TEXTBOOK);
        receive(part(5, 0, 16, true));
        byte[] other = new byte[16];
        Arrays.fill(other, (byte) 0x55);
        receive(fragment(PEER, ME, 5, 8, false, other));
        byte[] expected = Arrays.copyOf(bytes(24), 24);
        Arrays.fill(expected, 8, 24, (byte) 0x55);
        assertArrayEquals(expected, transport.received.get(0));
        counts(2, 1, 0, 0);
    }

    @Test
    void aFirstFragmentThatIsNoMultipleOfEightIsCutAndNeverCompletes() {
        receive(part(5, 0, 21, true));
        receive(part(5, 24, 48, false));
        assertEquals(0, transport.received.size());
        assertEquals(1, host.stack.reassembler().size());
    }

    @Test
    void contradictingEndsDiscard() {
        receive(part(5, 16, 24, false));
        receive(part(5, 0, 40, true));
        receive(part(6, 16, 24, false));
        receive(part(6, 24, 32, false));
        receive(part(7, 16, 32, true));
        receive(part(7, 8, 16, false));
        receive(fragment(PEER, ME, 8, 8, true, new byte[7]));
        counts(7, 0, 4, 0);
    }

    @Test
    void fragmentsOfOtherDatagramsAreKeptApart() {
        receive(part(5, 0, 8, true));
        receive(part(6, 8, 16, false));
        byte[] otherProtocol = part(5, 8, 16, false);
        view(otherProtocol).protocol(254).fillChecksum();
        eth0.receive(frame(eth0, otherProtocol));
        byte[] otherSource = fragment("10.0.0.3", ME, 5, 8, false, bytes(8));
        receive(otherSource);
        assertEquals(0, transport.received.size());
        assertEquals(4, host.stack.reassembler().size());
    }

    @Test
    void theTimeoutIsThirtySecondsFromTheFirstArrivalAndIsToldWhenTheBeginningIsThere() {
        receive(part(5, 0, 8, true));
        loop.runUntil(29 * SECOND);
        receive(part(5, 16, 24, true));
        loop.runUntil(30 * SECOND - 1);
        assertEquals(0, eth0.sent.size());
        loop.runUntil(30 * SECOND);
        byte[] error = eth0.take().get(0).packet();
        assertEquals(List.of(11, 1), List.of((int) error[20], (int) error[21]));
        byte[] quoted = part(5, 0, 8, true);
        view(quoted).protocol(RecordingTransport.NUMBER).fillChecksum();
        assertArrayEquals(quoted, Arrays.copyOfRange(error, 28, error.length));
        assertEquals(1, host.count(Counter.IP_REASM_TIMEOUT));
        counts(2, 0, 1, 0);
        assertEquals(2, host.accounts.dropped(DropReason.REASSEMBLY_TIMEOUT));
    }

    @Test
    void theTimeoutIsSilentWithoutTheBeginning() {
        receive(part(5, 8, 16, false));
        loop.runUntil(30 * SECOND);
        assertEquals(0, eth0.sent.size());
        assertEquals(1, host.count(Counter.IP_REASM_TIMEOUT));
    }

    @Test
    @Proves({"IP-6/memory-bound", "IP-6/nothing-leaked"})
    void aboveTheThresholdNewFragmentsAreRefused() {
        host.set("net.ipv4.ipfrag_high_thresh", 4000);
        for (int i = 0; i < 10; i++) {
            receive(part(i, 0, 800, true));
        }
        assertEquals(7, host.accounts.dropped(DropReason.REASSEMBLY_MEMORY));
        assertEquals(3, host.stack.reassembler().size());
        assertEquals(7, host.count(Counter.IP_REASM_FAILS));
    }

    @Test
    void aDatagramBeyond65535OctetsIsDiscarded() {
        receive(part(5, 0, 65_512, true));
        receive(part(5, 65_512, 65_520, false));
        assertEquals(0, transport.received.size());
        counts(2, 0, 1, 0);
    }

    @Test
    void theLargestDatagramIsAccepted() {
        receive(part(5, 0, 65_512, true));
        receive(part(5, 65_512, 65_515, false));
        isDelivered(65_515);
    }

    @Test
    void moreThan64OthersInBetweenRestartTheDatagram() {
        receive(part(5, 0, 8, true));
        for (int i = 0; i < 65; i++) {
            receive(part(100 + i, 0, 8, true));
        }
        receive(part(5, 8, 16, false));
        assertEquals(0, transport.received.size());
        assertEquals(1, host.count(Counter.IP_REASM_FAILS));
    }

    @Test
    void congestionMarksAreJoinedAndMixesWithNotCapableRefused() {
        byte[] first = part(5, 0, 8, true);
        byte[] second = part(5, 8, 16, false);
        view(first).tos(2);
        view(second).tos(3);
        receive(first);
        receive(second);
        assertEquals(3, transport.last.trafficClass & 3);
        view(first).tos(0).id(6);
        view(second).tos(2).id(6);
        receive(first);
        receive(second);
        counts(4, 1, 1, 0);
    }

    @Test
    @Proves("IP-3/reassemble-before-local-in")
    void localInSeesTheWholePacket() {
        List<String> seen = new ArrayList<>();
        host.stack.hooks().register(HookPoint.LOCAL_IN, 0, (point, skb, in, out) -> {
            Ipv4View v = new Ipv4View().at(skb.head(), skb.data());
            seen.add(v.totalLength() + " " + v.flagsAndOffset() + " " + v.checksumHolds() + " " + skb.length());
            return Verdict.ACCEPT;
        });
        receive(part(5, 16, 24, false));
        receive(part(5, 0, 16, true));
        assertEquals(List.of("44 0 true 44"), seen);
    }

    @Test
    void thousandsOfShuffledFragmentsMakeTheDatagram() {
        Rng rng = Rng.ofSeed(9);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            order.add(rng.below(order.size() + 1), i);
        }
        host.set("net.ipv4.ipfrag_high_thresh", 100_000_000);
        byte[] whole = bytes(64_000);
        for (int i : order) {
            receive(fragment(PEER, ME, 5, i * 8, i < 7999, Arrays.copyOfRange(whole, i * 8, i * 8 + 8)));
        }
        isDelivered(64_000);
    }
}
