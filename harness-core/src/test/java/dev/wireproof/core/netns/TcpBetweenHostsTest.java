package dev.wireproof.core.netns;

import static dev.wireproof.core.netns.TwoHosts.SERVER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.operator.SocketList;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.EpollEvent;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.fault.FaultPlan;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpBetweenHostsTest {
    private static final int MEGABYTE = 1_048_576;
    private static final int PORT = 8080;

    private static byte[] pattern(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i * 31 + i / 251);
        }
        return octets;
    }

    private static int listener(SocketApi calls, boolean share) {
        int fd = calls.socket(SocketType.STREAM);
        if (share) {
            calls.setOption(fd, Option.SO_REUSEPORT, 1);
        }
        calls.bind(fd, Address.ANY, PORT);
        calls.listen(fd, 128);
        return fd;
    }

    private static byte[] readAll(SocketApi calls, int fd) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            byte[] part = calls.recv(fd, 20_000);
            if (part.length == 0) {
                return all.toByteArray();
            }
            all.writeBytes(part);
        }
    }

    /** The client sends, says that it is done, and reads the answer; the server sends back all it got. */
    private static byte[] transfer(TwoHosts hosts, int length) {
        Task server = Task.start(hosts.loop, "server", () -> {
            int listener = listener(hosts.serverCalls, false);
            int conn = hosts.serverCalls.accept(listener);
            hosts.serverCalls.close(listener);
            hosts.serverCalls.send(conn, readAll(hosts.serverCalls, conn));
            hosts.serverCalls.close(conn);
        });
        hosts.loop.runInstant();
        int fd = hosts.clientCalls.socket(SocketType.STREAM);
        hosts.clientCalls.connect(fd, SERVER, PORT);
        assertEquals(length, hosts.clientCalls.send(fd, pattern(length)));
        hosts.clientCalls.shutdown(fd, Sock.Shutdown.WRITE);
        byte[] answer = readAll(hosts.clientCalls, fd);
        hosts.clientCalls.close(fd);
        server.join();
        return answer;
    }

    @Test
    void aMegabyteGoesThereAndBack() {
        TwoHosts hosts = new TwoHosts(1);
        assertArrayEquals(pattern(MEGABYTE), transfer(hosts, MEGABYTE));
        assertEquals(1, hosts.client.namespace().counter(Counter.TCP_ACTIVE_OPENS));
        assertEquals(1, hosts.server.namespace().counter(Counter.TCP_PASSIVE_OPENS));
        hosts.endsClean();
    }

    @Test
    void nothingIsLeftWhenTimeWaitIsOver() {
        TwoHosts hosts = new TwoHosts(1);
        transfer(hosts, 1000);
        hosts.loop.runUntil(hosts.loop.now() + 70_000_000_000L);
        assertEquals(0, hosts.client.namespace().sockets().rows().size());
        assertEquals(0, hosts.server.namespace().sockets().rows().size());
        hosts.endsClean();
    }

    @Test
    void theSameSeedGivesTheSameFrames() {
        byte[][] runs = new byte[2][];
        for (int i = 0; i < 2; i++) {
            TwoHosts hosts = new TwoHosts(7);
            transfer(hosts, 200_000);
            runs[i] = hosts.captured();
            hosts.endsClean();
        }
        assertArrayEquals(runs[0], runs[1]);
    }

    @Test
    void aMegabyteSurvivesLossBothWays() {
        TwoHosts hosts = new TwoHosts(2);
        hosts.cable.faults(FaultPlan.parse("lose chance 2%"));
        assertArrayEquals(pattern(MEGABYTE), transfer(hosts, MEGABYTE));
        assertTrue(hosts.client.namespace().counter(Counter.TCP_RETRANS_SEGS) > 0);
        hosts.endsClean();
    }

    @Test
    void aHostThatGoesDownInTheMiddleLeavesNothing() {
        for (int millis = 1; millis < 200; millis += 13) {
            TwoHosts hosts = new TwoHosts(millis);
            hosts.server.namespace().process("sink").start(calls -> readAll(calls, calls.accept(listener(calls, false))));
            hosts.client.namespace().process("source").start(calls -> {
                int fd = calls.socket(SocketType.STREAM);
                calls.connect(fd, SERVER, PORT);
                calls.send(fd, pattern(MEGABYTE));
            });
            hosts.loop.runUntil(millis * 1_000_000L);
            hosts.endsClean();
        }
    }

    @Test
    void listingsNameTheStatesOfAConnection() {
        TwoHosts hosts = new TwoHosts(1);
        int listener = listener(hosts.serverCalls, false);
        int fd = hosts.clientCalls.socket(SocketType.STREAM);
        hosts.clientCalls.connect(fd, SERVER, PORT);
        hosts.clientCalls.send(fd, pattern(100));
        hosts.loop.runUntil(hosts.loop.now() + 50_000_000);
        int port = hosts.clientCalls.localEndpoint(fd).port();
        String peer = "10.0.0.1:" + port;
        assertEquals(List.of("Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port",
                "tcp LISTEN 1 128 0.0.0.0:8080 0.0.0.0:*", "tcp ESTAB 100 0 10.0.0.2:8080 " + peer), listing(hosts.server));
        int conn = hosts.serverCalls.accept(listener);
        hosts.clientCalls.close(fd);
        hosts.loop.runUntil(hosts.loop.now() + 100_000_000);
        assertEquals("tcp CLOSE-WAIT 101 0 10.0.0.2:8080 " + peer, listing(hosts.server).get(2));
        assertEquals(100, hosts.serverCalls.recv(conn, 1000).length);
        assertEquals("tcp CLOSE-WAIT 0 0 10.0.0.2:8080 " + peer, listing(hosts.server).get(2));
        assertEquals("tcp FIN-WAIT-2 0 0 " + peer + " 10.0.0.2:8080", listing(hosts.client).get(1));
        hosts.endsClean();
    }

    private static List<String> listing(Kernel host) {
        return new SocketList(host.namespace().sockets().rows(), false).text().lines().map(l -> l.replaceAll(" +", " ").trim()).toList();
    }

    @Test
    void aPortWithoutListenerRefuses() {
        TwoHosts hosts = new TwoHosts(1);
        int fd = hosts.clientCalls.socket(SocketType.STREAM);
        ErrnoException e = assertThrows(ErrnoException.class, () -> hosts.clientCalls.connect(fd, SERVER, PORT));
        assertEquals(Errno.ECONNREFUSED, e.errno());
        hosts.endsClean();
    }

    /**
     * Two thousand senders start at one instant, and ring and queue of the NIC take 266 frames. The others try again every half
     * second; with doubling timeouts only five rounds would fit into five seconds.
     */
    @Test
    void whatThisHostsOwnQueueRefusesIsSentSoonWithoutBackingOff() {
        TwoHosts hosts = new TwoHosts(1);
        hosts.allowDescriptors(10_000);
        int[][] pairs = connected(hosts, 2000);
        ((NicDevice) hosts.client.namespace().device("eth0")).txQueueLength(10);
        for (int[] pair : pairs) {
            hosts.clientCalls.send(pair[0], pattern(100));
        }
        hosts.loop.runUntil(hosts.loop.now() + 5_000_000_000L);
        for (int[] pair : pairs) {
            hosts.serverCalls.nonBlocking(pair[1], true);
            assertArrayEquals(pattern(100), hosts.serverCalls.recv(pair[1], 200));
        }
        hosts.endsClean();
    }

    private static int[][] connected(TwoHosts hosts, int count) {
        int listener = listener(hosts.serverCalls, false);
        int[][] pairs = new int[count][];
        for (int i = 0; i < count; i++) {
            int fd = hosts.clientCalls.socket(SocketType.STREAM);
            hosts.clientCalls.connect(fd, SERVER, PORT);
            pairs[i] = new int[] {fd, hosts.serverCalls.accept(listener)};
        }
        return pairs;
    }

    @Test
    void aHundredConnectionsAreDividedAmongFiveListeners() {
        TwoHosts hosts = new TwoHosts(11);
        int[] listeners = new int[5];
        for (int i = 0; i < listeners.length; i++) {
            listeners[i] = listener(hosts.serverCalls, true);
            hosts.serverCalls.nonBlocking(listeners[i], true);
        }
        int[] clients = new int[100];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = hosts.clientCalls.socket(SocketType.STREAM);
            hosts.clientCalls.connect(clients[i], SERVER, PORT);
        }
        hosts.loop.runUntil(hosts.loop.now() + 20_000_000);
        int[] counts = new int[listeners.length];
        for (int i = 0; i < listeners.length; i++) {
            while ((hosts.serverCalls.ready(listeners[i]) & Ready.IN) != 0) {
                hosts.serverCalls.accept(listeners[i]);
                counts[i]++;
            }
        }
        assertEquals(100, Arrays.stream(counts).sum());
        for (int c : counts) {
            assertTrue(c >= 5 && c <= 40, Arrays.toString(counts));
        }
        hosts.endsClean();
    }

    @Test
    void oneEpollServesManyClients() {
        TwoHosts hosts = new TwoHosts(5);
        Task.start(hosts.loop, "server", () -> serveEchoes(hosts.serverCalls, 20));
        hosts.loop.runInstant();
        int[] clients = new int[20];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = hosts.clientCalls.socket(SocketType.STREAM);
            hosts.clientCalls.connect(clients[i], SERVER, PORT);
        }
        for (int i = 0; i < clients.length; i++) {
            hosts.clientCalls.send(clients[i], new byte[] {(byte) i});
        }
        for (int i = 0; i < clients.length; i++) {
            assertArrayEquals(new byte[] {(byte) i}, hosts.clientCalls.recv(clients[i], 10));
            hosts.clientCalls.close(clients[i]);
        }
        hosts.endsClean();
    }

    private static void serveEchoes(SocketApi calls, int most) {
        int listener = listener(calls, false);
        int epoll = calls.epoll().create();
        calls.epoll().add(epoll, listener, Ready.IN);
        int closed = 0;
        while (closed < most) {
            for (EpollEvent e : calls.epoll().await(epoll, 8)) {
                int fd = (int) e.data();
                if (fd == listener) {
                    calls.epoll().add(epoll, calls.accept(listener), Ready.IN);
                    continue;
                }
                byte[] got = calls.recv(fd, 100);
                if (got.length == 0) {
                    calls.close(fd);
                    closed++;
                } else {
                    calls.send(fd, got);
                }
            }
        }
    }
}
