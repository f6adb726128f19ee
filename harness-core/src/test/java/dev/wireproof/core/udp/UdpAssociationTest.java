package dev.wireproof.core.udp;

import static dev.wireproof.core.udp.LoopbackHost.HERE;
import static dev.wireproof.core.udp.LoopbackHost.fails;
import static dev.wireproof.core.udp.LoopbackHost.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpAssociationTest {
    private final LoopbackHost host = new LoopbackHost();

    @AfterEach
    void nothingIsLeft() {
        host.endsClean();
    }

    @Test
    void bindIsCheckedInLinuxOrder() {
        int fd = host.socket();
        fails(Errno.EADDRNOTAVAIL, () -> host.calls.bind(fd, Address.parse("192.0.2.1"), 7));
        host.calls.bind(fd, HERE, 7);
        fails(Errno.EINVAL, () -> host.calls.bind(fd, HERE, 8));
        fails(Errno.EADDRINUSE, () -> host.bound(7));
        SocketApi user = host.net.process("user", Credentials.user(1000)).calls();
        int low = user.socket(SocketType.DGRAM);
        fails(Errno.EACCES, () -> user.bind(low, HERE, 1023));
        user.bind(low, HERE, 1024);
    }

    @Test
    void nonlocalAddressesNeedTheSettingOrTheOption() {
        int fd = host.socket();
        host.calls.setOption(fd, Option.IP_FREEBIND, 1);
        host.calls.bind(fd, Address.parse("192.0.2.1"), 7);
        host.net.sysctl("net.ipv4.ip_nonlocal_bind", "1");
        host.bound(Address.parse("192.0.2.2"), 7);
    }

    @Test
    void connectChoosesTheSourceAndDisconnectForgetsIt() {
        int fd = host.socket();
        host.calls.bind(fd, Address.ANY, 5000);
        host.calls.connect(fd, HERE, 53);
        assertEquals(new Endpoint(HERE, 5000), host.calls.localEndpoint(fd));
        assertEquals(new Endpoint(HERE, 53), host.calls.remoteEndpoint(fd));
        host.calls.disconnect(fd);
        assertEquals(new Endpoint(Address.ANY, 5000), host.calls.localEndpoint(fd));
        fails(Errno.ENOTCONN, () -> host.calls.remoteEndpoint(fd));
    }

    @Test
    void disconnectGivesAnAutomaticPortBack() {
        int fd = host.connected(53);
        assertTrue(host.calls.localEndpoint(fd).port() >= 32_768);
        host.calls.disconnect(fd);
        assertEquals(new Endpoint(Address.ANY, 0), host.calls.localEndpoint(fd));
        host.calls.connect(fd, HERE, 54);
        assertTrue(host.calls.localEndpoint(fd).port() >= 32_768);
    }

    @Test
    void withoutAFreePortSendingWouldHaveToWait() {
        host.net.sysctl("net.ipv4.ip_local_port_range", "40000 40000");
        host.connected(53);
        fails(Errno.EAGAIN, () -> host.connected(53));
        fails(Errno.EADDRINUSE, () -> host.bound(0));
    }

    @Test
    void shutdownWithoutAPeerFailsButCounts() {
        int fd = host.bound(7);
        fails(Errno.ENOTCONN, () -> host.calls.shutdown(fd, Sock.Shutdown.READ));
        assertEquals(0, host.calls.recv(fd, 10).length);
        assertEquals("IN OUT RDHUP", Ready.text(host.calls.ready(fd)));
    }

    @Test
    void aShutReceiverStillHandsOutWhatComes() {
        int fd = host.bound(7);
        int client = host.connected(7);
        host.calls.connect(fd, HERE, host.calls.localEndpoint(client).port());
        host.calls.shutdown(fd, Sock.Shutdown.BOTH);
        assertEquals("IN OUT RDHUP HUP", Ready.text(host.calls.ready(fd)));
        host.calls.send(client, octets("after"));
        host.loop.runInstant();
        assertEquals("after", host.recv(fd));
        assertEquals("", host.recv(fd));
        fails(Errno.EPIPE, () -> host.calls.send(fd, octets("x")));
    }

    @Test
    void aSocketOfADeviceHearsThatDeviceAlone() {
        int any = host.bound(7);
        int loopback = host.socket();
        fails(Errno.ENODEV, () -> host.calls.setOption(loopback, Option.SO_BINDTODEVICE, "eth9"));
        fails(Errno.EADDRINUSE, () -> host.calls.bind(loopback, Address.ANY, 7));
        for (int fd : new int[] {any, loopback}) {
            host.calls.setOption(fd, Option.SO_REUSEADDR, 1);
        }
        host.calls.setOption(loopback, Option.SO_BINDTODEVICE, "lo");
        host.calls.bind(loopback, Address.ANY, 7);
        int newest = host.socket();
        host.calls.setOption(newest, Option.SO_REUSEADDR, 1);
        host.calls.bind(newest, Address.ANY, 7);
        host.send(host.socket(), "x", 7);
        assertEquals("x", host.recv(loopback), "the device counts more than being the newest");
    }

    @Test
    void optionsOfOtherLevelsAreUnknown() {
        int fd = host.socket();
        fails(Errno.ENOPROTOOPT, () -> host.calls.setOption(fd, Option.TCP_NODELAY, 1));
        fails(Errno.EOPNOTSUPP, () -> host.calls.option(fd, Option.TCP_NODELAY));
        assertEquals(2, host.calls.option(fd, Option.SO_TYPE));
        assertEquals(17, host.calls.option(fd, Option.SO_PROTOCOL));
        fails(Errno.ENOTCONN, () -> host.calls.option(fd, Option.IP_MTU));
        host.calls.connect(fd, HERE, 7);
        assertEquals(65_535, host.calls.option(fd, Option.IP_MTU));
    }

    @Test
    void reuseportDividesFlowsAndOneFlowStaysWithItsSocket() {
        int[] members = new int[5];
        for (int i = 0; i < members.length; i++) {
            members[i] = host.socket();
            host.calls.setOption(members[i], Option.SO_REUSEPORT, 1);
            host.calls.bind(members[i], Address.ANY, 53);
        }
        int[] counts = new int[members.length];
        for (int flow = 0; flow < 200; flow++) {
            int client = host.connected(53);
            int first = receiver(client, members);
            assertEquals(first, receiver(client, members), "same flow, same socket");
            counts[first]++;
            host.calls.close(client);
        }
        for (int c : counts) {
            assertTrue(c > 15 && c < 75, "counts " + java.util.Arrays.toString(counts));
        }
    }

    private int receiver(int client, int[] members) {
        host.calls.send(client, octets("x"));
        host.loop.runInstant();
        for (int i = 0; i < members.length; i++) {
            if (host.has(members[i])) {
                host.recv(members[i]);
                return i;
            }
        }
        throw new AssertionError("nobody received it");
    }
}
