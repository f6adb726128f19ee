package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.ack;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.rst;
import static dev.wireproof.rig.scenario.Words.syn;
import static dev.wireproof.rig.scenario.Words.synAck;
import static dev.wireproof.rig.scenario.Words.udp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.scenario.BuiltInHost;
import dev.wireproof.rig.scenario.Ladder;
import java.util.ArrayList;
import java.util.List;

/** Sockets of the host under test that share one port, UDP sockets or TCP listeners, and the peer that sends to them. */
final class ReuseportGroupUnderTest {
    private static final int PORT = 7000;
    private static final int BACKLOG = 16;

    private final Ladder it;
    private final SocketApi calls;
    private final boolean tcp;
    private final List<Integer> members = new ArrayList<>();

    ReuseportGroupUnderTest(Ladder it, boolean tcp) {
        this.it = it;
        this.tcp = tcp;
        calls = ((BuiltInHost) it.sut()).net().process("workers").calls();
    }

    int size() {
        return members.size();
    }

    /** A socket joins the group; its name. */
    String join() {
        int fd = calls.socket(tcp ? SocketType.STREAM : SocketType.DGRAM);
        calls.setOption(fd, Option.SO_REUSEPORT, 1);
        calls.bind(fd, Address.ANY, PORT);
        if (tcp) {
            calls.listen(fd, BACKLOG);
        }
        calls.nonBlocking(fd, true);
        members.add(fd);
        return name(fd);
    }

    /** A socket leaves the group; its name. */
    String leave(int place) {
        int fd = members.remove(place);
        calls.close(fd);
        return name(fd);
    }

    /** The peer sends a datagram, or opens a connection and resets it, from this port; the one member that got it. */
    String receiverOf(int peerPort) {
        if (tcp) {
            it.ports(PORT, peerPort);
            it.in(now(), syn(0).mss(1000).peerPort(peerPort));
            it.out(now(), synAck(0, 1).peerPort(peerPort));
            it.in(now(), ack(1, 1).peerPort(peerPort));
        } else {
            it.in(now(), udp(peerPort, PORT, 1));
        }
        List<Integer> ready = members.stream().filter(fd -> (calls.ready(fd) & Ready.IN) != 0).toList();
        it.equal("members that port " + peerPort + " reaches", 1, ready.size());
        int fd = ready.get(0);
        if (tcp) {
            it.in(now(), rst(1).peerPort(peerPort));
            calls.close(calls.accept(fd));
        } else {
            calls.recv(fd, 1);
        }
        return name(fd);
    }

    private static String name(int fd) {
        return "fd " + fd;
    }
}
