package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sock.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The comparison of Tahoe, Reno and NewReno with one, two and three drops (K. Fall, S. Floyd, 1996; send order measured with
 * ns-2.35): 1000-octet packets, 10 ms each on the bottleneck, 100 ms each way, an acknowledgement a packet, a window of 28
 * packets, first flight 2. Packet 0 is the SYN; an acknowledgement names the last packet received in order.
 */
class ClassroomTest {
    private static final int OCTETS = 1000;
    private static final long SERIAL_NANOS = 10 * Bench.MS;
    private static final long DELAY_NANOS = 100 * Bench.MS;

    private final Bench b = new Bench(Profile.TEXTBOOK);
    private final List<String> log = new ArrayList<>();
    private final TreeSet<Integer> dropOnce = new TreeSet<>();
    private final TreeSet<Integer> arrived = new TreeSet<>();
    private final TreeSet<Integer> sentBefore = new TreeSet<>();
    private long bottleneckFree;
    private int inOrder;
    /** Number that the last acknowledgement named, or null when the last event was none. */
    private String cause;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tahoe   | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x11; 28 -> 29 30",
        "reno    | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 13 -> 34; 28 -> 35",
        "newreno | 14       | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 13 -> 34; 28 -> 35",
        "tahoe   | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x10; 27 -> r28 29; 28 -> 30 31",
        "reno    | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 27 -> 34; 27 x2; "
                + "27 -> r28; 27; 27 -> 35; 27 -> 36; 34 -> 37",
        "newreno | 14 28    | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 13 -> 33; 27 -> r28 34; "
                + "27 -> 35; 27 -> 36; 27 -> 37; 27 -> 38; 27 -> 39; 33 -> 40",
        "tahoe   | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x9; 25 -> r26 r27; 27 -> r28 29 30; 27; 28 -> 31 32",
        "reno    | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 25 x3; 25 -> r26; 25; 27; "
                + "RTO -> r28; 32 -> 33 34",
        "newreno | 14 26 28 | 13 -> 27 28; 13 x2; 13 -> r14; 13 x5; 13 -> 29; 13 -> 30; 13 -> 31; 13 -> 32; 25 -> r26 33; 25 -> 34; "
                + "25 -> 35; 25 -> 36; 25 -> 37; 27 -> r28 38; 27 -> 39; 27 -> 40; 27 -> 41; 27 -> 42; 27 -> 43; 37 -> 44",
    })
    void sendsInTheMeasuredOrder(String variant, String drops, String expected) {
        for (String d : drops.trim().split(" ")) {
            dropOnce.add(Integer.parseInt(d));
        }
        run(variant.trim());
        int from = log.indexOf("13 -> 27 28");
        List<String> wanted = expand(expected.trim());
        assertEquals(String.join("\n", wanted), String.join("\n", log.subList(from, Math.min(log.size(), from + wanted.size()))));
    }

    private static List<String> expand(String text) {
        List<String> lines = new ArrayList<>();
        for (String item : text.split("; ")) {
            int times = item.indexOf(" x");
            int count = times < 0 ? 1 : Integer.parseInt(item.substring(times + 2));
            for (int i = 0; i < count; i++) {
                lines.add(times < 0 ? item : item.substring(0, times));
            }
        }
        return lines;
    }

    private void run(String variant) {
        b.host.sysctl("tcp_timestamps", "0").sysctl("tcp_sack", "0");
        b.host.network.metrics(RouteMetrics.NONE.withInitialCongestionWindow(2));
        TcpSock s = b.host.socket();
        s.setOption(Option.TCP_CONGESTION, variant);
        s.setOption(Option.SO_SNDBUF, 1_000_000);
        Host.fails(Errno.EINPROGRESS, () -> s.connect(Bench.THERE, Bench.PEER_PORT, Host.NOW));
        b.expect("S 0");
        b.pass(210);
        b.in(b.seg("SA", 0, 1).mss(OCTETS).win(28 * OCTETS));
        Bench.write(s, 100 * OCTETS);
        note();
        boolean more = true;
        while (more && log.size() < 120) {
            cause = null;
            more = b.loop.step();
            note();
        }
    }

    // What the last event made the host send; the cable takes it over.
    private void note() {
        StringBuilder line = new StringBuilder();
        for (Out o : b.drain()) {
            int packet = (b.relative(o.seq()) - 1) / OCTETS + 1;
            line.append(' ').append(sentBefore.add(packet) ? "" : "r").append(packet);
            carry(packet);
        }
        if (cause != null || !line.isEmpty()) {
            log.add((cause == null ? "RTO" : cause) + (line.isEmpty() ? "" : " ->" + line));
        }
    }

    private void carry(int packet) {
        bottleneckFree = Math.max(bottleneckFree, b.loop.now()) + SERIAL_NANOS;
        if (!dropOnce.remove(packet)) {
            at(bottleneckFree + DELAY_NANOS, () -> arrive(packet));
        }
    }

    private void arrive(int packet) {
        arrived.add(packet);
        while (arrived.contains(inOrder + 1)) {
            inOrder++;
        }
        int ack = inOrder;
        at(b.loop.now() + DELAY_NANOS, () -> {
            b.in(b.seg("A", 1, 1 + ack * OCTETS).win(28 * OCTETS));
            cause = Integer.toString(ack);
        });
    }

    private void at(long nanos, Runnable action) {
        b.loop.schedule(new Event(action), nanos);
    }
}
