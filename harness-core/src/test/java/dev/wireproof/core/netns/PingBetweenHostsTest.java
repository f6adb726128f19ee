package dev.wireproof.core.netns;

import static dev.wireproof.core.netns.TwoHosts.SERVER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.operator.NeighbourList;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.wire.IpProtocol;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PingBetweenHostsTest {
    private static final byte[] ECHO_REQUEST = {8, 0, 0, 0, 0, 0, 0, 1, 'p', 'i', 'n', 'g'};

    private final TwoHosts hosts = new TwoHosts(3);

    private byte[] ping(Address to) {
        int fd = hosts.clientCalls.socket(SocketType.DGRAM, IpProtocol.ICMP);
        hosts.clientCalls.sendTo(fd, ECHO_REQUEST, to, 0);
        return hosts.clientCalls.recv(fd, 100);
    }

    @Test
    void aHundredEchoRequestsAreAnswered() {
        for (int i = 0; i < 100; i++) {
            byte[] reply = ping(SERVER);
            assertEquals(0, reply[0], "echo reply");
            assertArrayEquals("ping".getBytes(java.nio.charset.StandardCharsets.US_ASCII), Arrays.copyOfRange(reply, 8, 12));
        }
        assertEquals(100, hosts.server.namespace().counter(Counter.ICMP_IN_ECHOS));
        assertEquals(100, hosts.client.namespace().counter(Counter.ICMP_IN_ECHO_REPS));
        hosts.endsClean();
    }

    @Test
    void nobodyAtAnAddressIsHostUnreachableAfterThreeRequests() {
        Address nobody = Address.parse("10.0.0.77");
        ErrnoException e = assertThrows(ErrnoException.class, () -> {
            int fd = hosts.clientCalls.socket(SocketType.DGRAM);
            hosts.clientCalls.setOption(fd, Option.IP_RECVERR, 1);
            hosts.clientCalls.connect(fd, nobody, 7);
            hosts.clientCalls.send(fd, ECHO_REQUEST);
            hosts.clientCalls.recv(fd, 100);
        });
        assertEquals(Errno.EHOSTUNREACH, e.errno());
        assertEquals(3, hosts.frames());
        assertEquals(3, hosts.loop.now() / 1_000_000_000L);
        assertEquals("FAILED", new NeighbourList(hosts.client.namespace().stack().neighbours()).stateOf(nobody));
        hosts.endsClean();
    }

    @Test
    void aRawSocketSeesTheRepliesToo() {
        int raw = hosts.clientCalls.socket(SocketType.RAW, IpProtocol.ICMP);
        ping(SERVER);
        byte[] packet = hosts.clientCalls.recv(raw, 100);
        assertEquals(0x45, packet[0]);
        assertEquals(0, packet[20], "echo reply behind the IP header");
        hosts.endsClean();
    }
}
