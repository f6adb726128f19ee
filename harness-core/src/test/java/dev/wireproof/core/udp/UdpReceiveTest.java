package dev.wireproof.core.udp;

import static dev.wireproof.core.udp.LoopbackHost.HERE;
import static dev.wireproof.core.udp.LoopbackHost.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.hook.HookFunction;
import dev.wireproof.core.hook.HookPoint;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.hook.Verdict;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpReceiveTest {
    private final LoopbackHost host = new LoopbackHost();
    private final int server = host.bound(53);
    private final int client = host.bound(5000);

    @AfterEach
    void nothingIsLeft() {
        host.endsClean();
    }

    @Test
    void aDatagramArrivesWithItsSender() {
        host.send(client, "question", 53);
        byte[] room = new byte[100];
        Sock.Received got = host.calls.recvFrom(server, room, 0, 100, 0);
        assertEquals(8, got.count());
        assertEquals(new Sock.Endpoint(HERE, 5000), got.from());
        host.counted(1, Counter.UDP_OUT_DATAGRAMS);
        host.counted(1, Counter.UDP_IN_DATAGRAMS);
    }

    @Test
    void inDatagramsCountsWhatWasReadNotWhatArrived() {
        host.send(client, "a", 53);
        host.counted(0, Counter.UDP_IN_DATAGRAMS);
        host.calls.recv(server, new byte[1], 0, 1, Sock.MSG_PEEK);
        host.counted(0, Counter.UDP_IN_DATAGRAMS);
        host.recv(server);
        host.counted(1, Counter.UDP_IN_DATAGRAMS);
    }

    @Test
    void whatDoesNotFitIsLostAndTold() {
        host.send(client, "0123456789", 53);
        byte[] room = new byte[4];
        Sock.Received got = host.calls.recvFrom(server, room, 0, 4, 0);
        assertEquals(4, got.count());
        assertEquals(10, got.fullLength());
        assertEquals(Sock.MSG_TRUNC, got.flags());
        assertFalse(host.has(server));
        host.send(client, "0123456789", 53);
        assertEquals(10, host.calls.recv(server, room, 0, 4, Sock.MSG_TRUNC));
    }

    @Test
    void anEmptyDatagramIsReadAsZeroOctets() {
        host.send(client, "", 53);
        assertTrue(host.has(server));
        assertEquals("", host.recv(server));
        assertFalse(host.has(server));
    }

    @Test
    void theDefaultBufferHoldsExactly256DatagramsOfOneOctet() {
        for (int i = 0; i < 300; i++) {
            host.send(client, "x", 53);
        }
        host.counted(44, Counter.UDP_RCVBUF_ERRORS);
        host.counted(44, Counter.UDP_IN_ERRORS);
        assertEquals(44, host.kernel.accounts().dropped(DropReason.SOCKET_BUFFER_FULL));
        int read = 0;
        while (host.has(server)) {
            host.recv(server);
            read++;
        }
        assertEquals(256, read);
    }

    @Test
    void oneDatagramAlwaysFitsIntoAnEmptyQueue() {
        host.calls.setOption(server, Option.SO_RCVBUF, 1);
        host.calls.sendTo(client, new byte[4000], HERE, 53);
        host.loop.runInstant();
        host.send(client, "no more", 53);
        assertEquals(4000, host.calls.recv(server, 5000).length);
        assertFalse(host.has(server));
        host.counted(1, Counter.UDP_RCVBUF_ERRORS);
    }

    @Test
    void aReaderWaitsUntilADatagramComes() {
        Task task = Task.start(host.loop, "reader", () -> assertEquals("late", host.recv(server)));
        host.loop.runUntil(1_000);
        host.send(client, "late", 53);
        task.join();
    }

    @Test
    void aDamagedDatagramIsFoundOutWhenItIsRead() {
        host.net.hooks().register(HookPoint.LOCAL_IN, 0, (point, skb, in, out) -> {
            skb.head()[skb.data() + 20 + 6] ^= 1;
            skb.checksumVerified = false;
            return Verdict.ACCEPT;
        });
        host.send(client, "bad", 53);
        host.counted(0, Counter.UDP_IN_CSUM_ERRORS);
        assertEquals(Ready.OUT | Ready.WRNORM, host.calls.ready(server));
        host.counted(1, Counter.UDP_IN_CSUM_ERRORS);
        host.counted(1, Counter.UDP_IN_ERRORS);
        host.calls.nonBlocking(server, true);
        fails(Errno.EAGAIN, () -> host.recv(server));
    }

    @Test
    void lengthsThatCannotBeAreErrors() {
        int[] lengths = {7, 13};
        for (int length : lengths) {
            Hooks wrong = host.net.hooks();
            HookFunction f = (point, skb, in, out) -> {
                skb.head()[skb.data() + 20 + 5] = (byte) length;
                return Verdict.ACCEPT;
            };
            wrong.register(HookPoint.LOCAL_IN, 0, f);
            host.send(client, "four", 53);
            wrong.unregister(HookPoint.LOCAL_IN, f);
        }
        host.counted(2, Counter.UDP_IN_ERRORS);
        host.counted(0, Counter.UDP_IN_CSUM_ERRORS);
        assertEquals(2, host.kernel.accounts().dropped(DropReason.UDP_BAD));
    }

    @Test
    void aConnectedSocketHearsItsPeerAloneAndComesFirst() {
        int connected = host.socket();
        host.calls.setOption(server, Option.SO_REUSEADDR, 1);
        host.calls.setOption(connected, Option.SO_REUSEADDR, 1);
        host.calls.bind(connected, HERE, 53);
        host.calls.connect(connected, HERE, 5000);
        int stranger = host.bound(6000);
        host.send(client, "from the peer", 53);
        host.send(stranger, "from another", 53);
        assertEquals("from the peer", host.recv(connected));
        assertFalse(host.has(connected));
        assertEquals("from another", host.recv(server));
    }

    @Test
    void theNewestOfTwoThatShareTheAddressReceives() {
        host.calls.close(server);
        int first = host.socket();
        int second = host.socket();
        for (int fd : new int[] {first, second}) {
            host.calls.setOption(fd, Option.SO_REUSEADDR, 1);
            host.calls.bind(fd, HERE, 53);
        }
        host.send(client, "x", 53);
        assertTrue(host.has(second));
        assertFalse(host.has(first));
    }

    @Test
    void aBroadcastReachesEverySocketThatFitsAndNobodyRefusesIt() {
        host.calls.setOption(server, Option.SO_REUSEADDR, 1);
        int second = host.socket();
        int elsewhere = host.socket();
        int connected = host.socket();
        for (int fd : new int[] {second, elsewhere, connected}) {
            host.calls.setOption(fd, Option.SO_REUSEADDR, 1);
        }
        host.calls.bind(second, Address.ANY, 53);
        host.calls.bind(elsewhere, HERE, 53);
        host.calls.bind(connected, Address.ANY, 53);
        host.calls.connect(connected, HERE, 6000);
        host.calls.setOption(client, Option.SO_BROADCAST, 1);
        host.calls.sendTo(client, LoopbackHost.octets("all"), Address.parse("127.255.255.255"), 53);
        host.loop.runInstant();
        assertEquals("all", host.recv(server));
        assertEquals("all", host.recv(second));
        assertFalse(host.has(elsewhere), "bound to another address");
        assertFalse(host.has(connected), "hears its peer alone");
        host.counted(0, Counter.ICMP_OUT_DEST_UNREACHS);
    }

    @Test
    void aClosedSocketDropsWhatItHad() {
        host.send(client, "unread", 53);
        host.calls.close(server);
        assertEquals(1, host.kernel.accounts().dropped(DropReason.FLUSHED));
        host.send(client, "nobody", 53);
        host.counted(1, Counter.UDP_NO_PORTS);
        host.counted(0, Counter.UDP_IN_ERRORS);
        host.counted(1, Counter.ICMP_OUT_DEST_UNREACHS);
    }
}
