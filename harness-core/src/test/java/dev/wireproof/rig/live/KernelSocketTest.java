package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@External
class KernelSocketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Address PEER = Address.parse("192.0.2.2");
    private static final int ESTABLISHED = 1;
    private static final int CHECKSUM = 16;

    private static KernelSocket connecting(TapNamespace ns) {
        KernelSocket socket = KernelSocket.tcp(ns.thread());
        socket.nonBlocking(true);
        assertEquals(Errno.EINPROGRESS, failure(() -> socket.connect(PEER, 80)));
        return socket;
    }

    private static Errno failure(Executable call) {
        return assertThrows(ErrnoException.class, call).errno();
    }

    /** A SYN-ACK with ISS 5000, window 30000 and MSS 1000, or an ACK of everything, made of the frame just received. */
    private static void answer(FrameResponder responder, ByteBuffer got, boolean synAck) {
        int data = (got.getShort(16) & 0xffff) - 20 - ((got.get(46) & 0xf0) >>> 2);
        int next = got.getInt(38) + data + (synAck ? 1 : 0);
        short source = got.getShort(34);
        got.limit(got.capacity()).putShort(34, got.getShort(36)).putShort(36, source);
        got.putInt(38, synAck ? 5000 : 5001).putInt(42, next);
        got.put(46, (byte) (synAck ? 0x60 : 0x50)).put(47, (byte) (synAck ? 0x12 : 0x10)).putShort(48, (short) 30_000);
        got.putInt(54, 0x0204_03e8);
        responder.sendBack(synAck ? 44 : 40, CHECKSUM, true);
    }

    @Test
    void connectsAndSendsToAScriptedPeerAndTcpInfoTellsIt() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT); KernelSocket socket = connecting(ns)) {
            FrameResponder peer = new FrameResponder(ns.tap());
            answer(peer, peer.nextIpv4(SECOND), true);
            assertEquals(PollSet.POLLOUT, socket.poll(PollSet.POLLOUT, SECOND));
            assertEquals(Errno.OK, socket.takeError());
            peer.nextIpv4(SECOND);

            assertEquals(2500, socket.send(new byte[2500], 0));
            for (int segments = 0; segments < 3; segments++) {
                answer(peer, peer.nextIpv4(SECOND), false);
            }

            TcpInfo info = socket.tcpInfo();
            assertEquals(ESTABLISHED, info.state());
            assertEquals(1000, info.sendMss());
            assertEquals(2501, info.bytesAcked());
            assertEquals(0, info.unacked());
            assertEquals(30_000, info.sendWindow());
            assertEquals(PEER, socket.peerAddress());
            assertEquals(80, socket.peerPort());
            assertEquals(Address.parse("192.0.2.1"), socket.localAddress());
        }
    }

    @Test
    void aResetTurnsConnectIntoConnectionRefused() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT); KernelSocket socket = connecting(ns)) {
            FrameResponder peer = new FrameResponder(ns.tap());
            ByteBuffer syn = peer.nextIpv4(SECOND);
            short source = syn.getShort(34);
            syn.limit(syn.capacity()).putShort(34, syn.getShort(36)).putShort(36, source);
            syn.putInt(42, syn.getInt(38) + 1).putInt(38, 0).put(46, (byte) 0x50).put(47, (byte) 0x14);
            peer.sendBack(40, CHECKSUM, true);

            socket.poll(PollSet.POLLOUT, SECOND);
            assertEquals(Errno.ECONNREFUSED, failure(() -> socket.connect(PEER, 80)));
        }
    }

    @Test
    void serverAndClientTalkOverTheLoopbackOfTheirNamespace() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT);
                KernelSocket listener = KernelSocket.tcp(ns.thread());
                KernelSocket client = KernelSocket.tcp(ns.thread())) {
            listener.setOption(SocketConstants.SOL_SOCKET, SocketConstants.SO_REUSEADDR, 1);
            assertEquals(1, listener.option(SocketConstants.SOL_SOCKET, SocketConstants.SO_REUSEADDR));
            listener.bind(Address.LOOPBACK, 0);
            listener.listen(1);
            client.connect(Address.LOOPBACK, listener.localPort());
            try (KernelSocket server = listener.accept(SocketConstants.SOCK_NONBLOCK)) {
                assertEquals(Errno.EAGAIN, failure(() -> server.receive(new byte[10], 0)));
                byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
                client.send(hello, 0);
                client.shutdown(SocketConstants.SHUT_WR);
                byte[] room = new byte[10];
                assertEquals(PollSet.POLLIN, server.poll(PollSet.POLLIN, SECOND));
                assertEquals(5, server.receive(room, 0));
                assertArrayEquals(hello, Arrays.copyOf(room, 5));
                assertEquals(0, server.receive(room, 0));
                assertEquals(client.localPort(), server.peerPort());
            }
        }
    }

    @Test
    void datagramsCarryTheirSender() {
        try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT);
                KernelSocket one = KernelSocket.udp(ns.thread());
                KernelSocket two = KernelSocket.udp(ns.thread())) {
            one.bind(Address.LOOPBACK, 4000);
            two.bind(Address.LOOPBACK, 4001);
            two.sendTo(new byte[] {1, 2, 3}, 0, Address.LOOPBACK, 4000);

            KernelSocket.Datagram got = one.receiveFrom(2, SocketConstants.MSG_TRUNC);

            assertArrayEquals(new byte[] {1, 2}, got.data());
            assertEquals(3, got.length());
            assertEquals(Address.LOOPBACK, got.address());
            assertEquals(4001, got.port());
        }
    }
}
