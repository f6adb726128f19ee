package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a receiver answers: windows and times of acknowledgements as Linux 6.18.44 was seen to choose them, and the five cases of arrival. */
class ReceiverTest {
    private static final long GAP_MICROS = 650;

    private Bench b = new Bench();

    /** Segments of one size, none of them read; the windows of the acknowledgements. */
    private List<Integer> windows(int size, int count, Consumer<Seg> synOptions, int receiveBuffer, boolean times) {
        b = new Bench();
        TcpSock listener = b.host.socket();
        if (receiveBuffer > 0) {
            listener.setOption(Option.SO_RCVBUF, receiveBuffer);
        }
        listener.bind(Address.ANY, Bench.PORT);
        listener.listen(5);
        Seg syn = b.seg("S", 0, 0).mss(1460);
        synOptions.accept(syn);
        b.in(syn);
        b.out();
        b.in(timed(b.seg("A", 1, 1), times));
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            b.in(timed(b.seg("A", 1 + i * size, 1).text(size), times));
            b.loop.runUntil(b.loop.now() + GAP_MICROS * 1000);
            b.out().forEach(o -> windows.add(o.window()));
        }
        return windows;
    }

    private static Seg timed(Seg s, boolean times) {
        return times ? s.times(100, 0) : s;
    }

    private static List<Integer> repeat(int value, int times) {
        return IntStream.range(0, times).mapToObj(i -> value).toList();
    }

    private static List<Integer> list(int... values) {
        return IntStream.of(values).boxed().toList();
    }

    @Test
    void windowOpensByTwoSegmentsThreeTimesForSegmentsOf1000() {
        List<Integer> expected = new ArrayList<>(list(66, 69));
        expected.addAll(repeat(72, 17));
        assertEquals(expected, windows(1000, 20, syn -> syn.scale(7), 0, false));
    }

    @Test
    void windowFollowsTheFreeMemoryForFullSegmentsWithTimestamps() {
        assertEquals(list(67, 70, 73, 75, 78, 78, 77, 76, 75, 74, 73, 72, 71, 70, 69, 68, 67, 66, 65, 64),
                windows(1448, 20, syn -> syn.scale(7).times(100, 0), 0, true));
    }

    @Test
    void windowFollowsTheFreeMemoryForFullSegments() {
        assertEquals(list(66, 69, 72, 75, 77, 78, 77, 76, 75, 74, 73, 72, 71, 70, 69, 68, 67, 66, 65, 64),
                windows(1460, 20, syn -> syn.scale(7), 0, false));
    }

    @Test
    void withoutScalingTheWindowIsAMultipleOfTheSegmentSize() {
        List<Integer> expected = new ArrayList<>(repeat(65_535, 11));
        expected.addAll(list(65_000, 64_000, 63_000, 62_000, 62_000, 61_000, 60_000, 59_000));
        assertEquals(expected, windows(1000, 20, syn -> { }, 0, false));
    }

    @Test
    void aSmallBufferIsTold() {
        assertEquals(list(17_000, 17_000, 16_000, 15_000, 14_000, 13_000, 12_000, 11_000, 11_000),
                windows(1000, 10, syn -> syn.sackPermitted(), 16_384, false));
        assertEquals(list(18_980, 18_980, 17_520, 16_060, 14_600, 13_140), windows(1460, 7, syn -> { }, 16_384, false).subList(0, 6));
    }

    @Test
    void nineteenSegmentsAreAcknowledgedAtOnceWhenNobodyReads() {
        windows(1000, 19, syn -> syn.scale(7), 0, false);
        b.data(1 + 19_000, 1000, 1);
        b.pass(39);
        b.expect();
        b.pass(2);
        b.expect("A 1 ack 20001");
        assertEquals(1, b.host.counted(Counter.TCPEXT_DELAYED_ACKS));
    }

    @Test
    void afterTwentyReadSegmentsEverySecondIsAcknowledged() {
        TcpSock s = b.accepted(syn -> syn.mss(1460).scale(7));
        List<Integer> acks = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            b.in(b.seg("A", 1 + i * 1000, 1).text(1000));
            Bench.read(s, 1000);
            b.loop.runUntil(b.loop.now() + 1000 * GAP_MICROS);
            int number = i + 1;
            b.out().forEach(o -> acks.add(number));
        }
        List<Integer> expected = new ArrayList<>(IntStream.rangeClosed(1, 20).boxed().toList());
        expected.addAll(List.of(22, 24, 26));
        assertEquals(expected, acks);
    }

    @Test
    void oldTextIsAcknowledgedAtOnceAndToldByDuplicateSack() {
        TcpSock s = b.accepted(syn -> syn.mss(1460).sackPermitted());
        b.data(1, 100, 1);
        b.expect("A 1 ack 101");
        b.data(1, 100, 1);
        Out o = b.out().get(0);
        assertEquals("A 1 ack 101", b.text(o));
        assertEquals(8 + 2 + 2, o.options().length);
        assertEquals(1, b.host.counted(Counter.TCPEXT_DSACK_OLD_SENT));
        assertArrayEquals(Seg.pattern(Bench.PEER_ISN + 1, 100), Bench.read(s, 1000));
    }

    @Test
    void onlyTheNewPartOfAnOverlappingSegmentIsDelivered() {
        TcpSock s = b.accepted(syn -> syn.mss(1460));
        b.data(1, 100, 1);
        b.data(51, 100, 1);
        assertArrayEquals(Seg.pattern(Bench.PEER_ISN + 1, 150), Bench.read(s, 1000));
    }

    @Test
    void outOfOrderTextWaitsAndAHoleThatIsFilledIsAcknowledgedAtOnce() {
        TcpSock s = b.accepted(syn -> syn.mss(1460).sackPermitted());
        b.data(101, 100, 1);
        b.expect("A 1 ack 1");
        b.data(301, 100, 1);
        Out o = b.out().get(0);
        assertEquals(4 + 16, o.options().length);
        Host.fails(Errno.EAGAIN, () -> Bench.read(s, 1000));
        b.data(1, 100, 1);
        b.expect("A 1 ack 201");
        b.data(201, 100, 1);
        b.expect("A 1 ack 401");
        assertArrayEquals(Seg.pattern(Bench.PEER_ISN + 1, 400), Bench.read(s, 1000));
    }

    @Test
    void aFinAheadOfAHoleTakesEffectOnlyWhenTheHoleIsFilled() {
        TcpSock s = b.accepted(syn -> syn.mss(1460));
        b.in("FA", 101, 1);
        b.expect("A 1 ack 1");
        Host.fails(Errno.EAGAIN, () -> Bench.read(s, 1000));
        b.data(1, 100, 1);
        b.expect("A 1 ack 102");
        assertEquals(100, Bench.read(s, 1000).length);
        assertEquals(0, Bench.read(s, 1000).length);
    }

    @Test
    void textWithoutAckIsIgnored() {
        TcpSock s = b.accepted(syn -> syn.mss(1460));
        b.in(Seg.of("P", b.peerPort, b.localPort, Bench.PEER_ISN + 1, 0).text(10));
        b.expect();
        Host.fails(Errno.EAGAIN, () -> Bench.read(s, 10));
    }

    @Test
    void peekDoesNotTakeAndWaitAllWantsEverything() {
        TcpSock s = b.accepted(syn -> syn.mss(1460));
        b.data(1, 100, 1);
        byte[] octets = new byte[50];
        assertEquals(50, s.receive(octets, 0, 50, Sock.MSG_PEEK, Host.NOW).count());
        assertArrayEquals(Seg.pattern(Bench.PEER_ISN + 1, 50), octets);
        assertEquals(100, Bench.read(s, 200).length);
    }

    @Test
    void theTextbookWindowIsTheBufferLessWhatIsUnread() {
        b = new Bench(Profile.TEXTBOOK);
        TcpSock listener = b.host.socket();
        listener.setOption(Option.SO_RCVBUF, 10_000);
        listener.bind(Address.ANY, Bench.PORT);
        listener.listen(1);
        b.in(b.seg("S", 0, 0).mss(1000));
        assertEquals(10_000, b.out().get(0).window());
        b.in("A", 1, 1);
        TcpSock s = (TcpSock) listener.accept(Host.NOW);
        for (int i = 0; i < 10; i++) {
            b.data(1 + 1000 * i, 1000, 1);
        }
        b.pass(50);
        List<Out> acks = b.out();
        assertEquals(9000, acks.get(0).window());
        assertEquals(0, acks.get(acks.size() - 1).window());
        b.data(10_001, 1, 1);
        Out probe = b.out().get(0);
        assertEquals("A 1 ack 10001", b.text(probe));
        assertEquals(0, probe.window());
        Bench.read(s, 500);
        b.expect();
        Bench.read(s, 4500);
        Out update = b.out().get(0);
        assertEquals(5000, update.window());
    }

    @Test
    void linuxTellsAReaderWindowOnlyWhenItHasDoubled() {
        windows(1000, 80, syn -> { }, 0, false);
        TcpSock s = (TcpSock) ((TcpSock) b.host.tcp.sockets().listeners.newest(Bench.PORT)).accept(Host.NOW);
        b.pass(1000);
        b.out();
        Bench.read(s, 1000);
        Bench.read(s, 5000);
        Bench.read(s, 10_000);
        b.expect();
        Bench.read(s, 64_000);
        assertEquals(65_535, b.out().get(0).window());
    }

    /** The kernel's numbers: segments of 1000 octets, then single octets, which cost memory and bring no window. */
    @Test
    void withTcpShrinkWindowTheRightEdgeFollowsTheMemory() {
        b.host.sysctls.get("net.ipv4.tcp_shrink_window").set("1");
        TcpSock listener = b.host.socket();
        listener.setOption(Option.SO_RCVBUF, 65_536);
        listener.bind(Address.ANY, Bench.PORT);
        listener.listen(5);
        b.in(b.seg("S", 0, 0).mss(1000).scale(7));
        b.out();
        b.in(b.seg("A", 1, 1));
        List<Integer> windows = new ArrayList<>();
        int seq = 1;
        for (int i = 0; i < 12; i++) {
            int size = i < 8 ? 1000 : 1;
            b.in(b.seg("PA", seq, 1).text(size));
            seq += size;
            b.out().forEach(o -> windows.add(o.window()));
        }
        assertEquals(list(33_580, 35_040, 36_500, 36_112, 35_686, 35_261, 34_835, 34_410, 34_280, 34_151, 34_021, 33_892), windows);
    }
}
