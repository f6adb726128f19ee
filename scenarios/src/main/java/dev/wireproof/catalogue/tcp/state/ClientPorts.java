package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Which local port a client gets when it names none (RFC 6056, facts 8.8). */
public class ClientPorts {
    private static final int FIRST = 32_768;
    private static final int LAST = 60_999;

    private static SutSocket fresh(Ladder it) {
        return it.sut().socket(STREAM).nonBlocking(true);
    }

    /** Begins to connect, so that a SYN leaves; the local port. */
    private static int connect(Ladder it, SutSocket client, int toPort) {
        try {
            client.connect(it.peer(), toPort);
        } catch (ErrnoException e) {
            it.equal("connect", Errno.EINPROGRESS, e.errno());
        }
        it.out(now(), syn(0).peerPort(toPort));
        return client.localPort();
    }

    private static void range(Ladder it, int first, int last) {
        it.sut().sysctl("net.ipv4.ip_local_port_range", first + " " + last);
    }

    @Scenario(id = "tcp-state/ports-of-connect",
            confirmedBy = {"formula:32768 to 60999, even first, from a keyed place (facts 8.8)", "kernel:6.18.44"})
    public void connectTakesEvenPortsFromAPlaceThatDependsOnTheDestination(Ladder it) {
        int[] places = new int[6];
        int last = 0;
        for (int i = 0; i < 12; i++) {
            int port = connect(it, fresh(it), 80);
            it.check("port " + port + " in the range", port >= FIRST && port <= LAST).proves("TCP-17/local-port-range");
            it.equal("parity of the range's start", 0, port & 1).proves("TCP-17/parity-connect");
            it.check("a little beyond the last, " + last, i == 0 || ahead(port, last) > 0 && ahead(port, last) <= 16)
                    .proves("TCP-17/keyed-offset");
            last = port;
        }
        int apart = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = connect(it, fresh(it), 1000 + i);
            apart += i > 0 && ahead(places[i], places[i - 1]) > 16 ? 1 : 0;
        }
        it.check("other destinations start elsewhere", apart >= 4).proves("TCP-17/keyed-offset");
    }

    private static int ahead(int port, int last) {
        return Math.floorMod(port - last, LAST + 1 - FIRST);
    }

    @Scenario(id = "tcp-state/ports-of-bind-zero",
            confirmedBy = {"formula:odd first from a place of chance (facts 8.8)", "kernel:6.18.44"})
    public void bindOfZeroTakesOddPorts(Ladder it) {
        int[] ports = new int[12];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = fresh(it).bind(0).localPort();
            it.check("port " + ports[i] + " in the range", ports[i] >= FIRST && ports[i] <= LAST).proves("TCP-17/local-port-range");
            it.equal("other parity than connect's", 1, ports[i] & 1).proves("TCP-17/parity-bind");
        }
        connect(it, it.sut().socket(STREAM).nonBlocking(true).bind(0), 80);
    }

    @Scenario(id = "tcp-state/ports-shared-without-bind", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:a port serves any number of 4-tuples, and connect fails when each is taken (facts 8.8)", "kernel:6.18.44"})
    public void withoutBindOnePortServesManyPeers(Ladder it) {
        range(it, 40_000, 40_001);
        for (int peerPort = 80; peerPort < 83; peerPort++) {
            it.equal("even first", 40_000, connect(it, fresh(it), peerPort)).proves("TCP-17/parity-connect", "TCP-17/reuse-without-bind");
            it.equal("then odd", 40_001, connect(it, fresh(it), peerPort)).proves("TCP-17/parity-connect", "TCP-17/reuse-without-bind");
            int full = peerPort;
            SutSocket client = fresh(it);
            it.fails(Errno.EADDRNOTAVAIL, () -> client.connect(it.peer(), full)).proves("TCP-17/exhausted-connect");
        }
    }

    @Scenario(id = "tcp-state/ports-of-bind-used-once", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:connect passes over ports of bind; bind(0) fails with EADDRINUSE (facts 8.8)", "kernel:6.18.44"})
    public void withBindAPortIsUsedOnce(Ladder it) {
        range(it, 40_000, 40_001);
        SutSocket odd = fresh(it).bind(0);
        it.equal("odd first", 40_001, odd.localPort()).proves("TCP-17/parity-bind");
        it.equal("connect takes the one that is left", 40_000, connect(it, fresh(it), 80)).proves("TCP-17/one-use-with-bind");
        it.fails(Errno.EADDRNOTAVAIL, () -> fresh(it).connect(it.peer(), 80)).proves("TCP-17/exhausted-connect", "TCP-17/one-use-with-bind");
        it.step("another peer is free, but not by the port of bind");
        it.equal("again the one", 40_000, connect(it, fresh(it), 81)).proves("TCP-17/reuse-without-bind");
        it.fails(Errno.EADDRNOTAVAIL, () -> fresh(it).connect(it.peer(), 81)).proves("TCP-17/one-use-with-bind");
        it.fails(Errno.EADDRINUSE, () -> fresh(it).bind(0)).proves("TCP-17/exhausted-bind");
        it.fails(Errno.EADDRINUSE, () -> fresh(it).listen(5)).proves("TCP-17/exhausted-bind");
        it.equal("the bound one can still connect", 40_001, connect(it, odd, 80));
    }

    @Scenario(id = "tcp-state/ports-reserved", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:ip_local_reserved_ports (facts 8.8)", "kernel:6.18.44"})
    public void reservedPortsAreLeftToThoseWhoNameThem(Ladder it) {
        range(it, 40_000, 40_007);
        it.sut().sysctl("net.ipv4.ip_local_reserved_ports", "8080,40000-40003,40005,40006");
        it.equal("even", 40_004, connect(it, fresh(it), 80)).proves("TCP-17/reserved-skipped");
        it.equal("odd", 40_007, connect(it, fresh(it), 80)).proves("TCP-17/reserved-skipped");
        it.fails(Errno.EADDRNOTAVAIL, () -> fresh(it).connect(it.peer(), 80)).proves("TCP-17/reserved-skipped");
        it.fails(Errno.EADDRINUSE, () -> fresh(it).bind(0)).proves("TCP-17/reserved-skipped", "TCP-17/exhausted-bind");
        it.equal("by name", 40_002, connect(it, fresh(it).bind(40_002), 80));
    }

    @Scenario(id = "tcp-state/ports-of-late-choice", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:IP_BIND_ADDRESS_NO_PORT leaves the port to connect (facts 8.8)", "kernel:6.18.44"})
    public void anAddressBoundWithoutPortSharesPortsLikeConnect(Ladder it) {
        range(it, 40_000, 40_001);
        for (int peerPort = 80; peerPort < 82; peerPort++) {
            SutSocket client = fresh(it).option("IP_BIND_ADDRESS_NO_PORT", 1).bind(it.sut().address(), 0);
            it.equal("no port yet", 0, client.localPort());
            it.equal("even first", 40_000, connect(it, client, peerPort)).proves("TCP-17/reuse-without-bind", "TCP-17/parity-connect");
        }
    }

    @Scenario(id = "tcp-state/ports-of-a-sockets-own-range", needs = Capability.SYSCTLS,
            confirmedBy = {"formula:IP_LOCAL_PORT_RANGE narrows the range and knows no parity (facts 8.8)", "kernel:6.18.44"})
    public void aSocketMayNarrowTheRange(Ladder it) {
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            SutSocket client = fresh(it).option("IP_LOCAL_PORT_RANGE", 40_003 << 16 | 40_000);
            int port = connect(it, client, 80);
            it.check("port " + port + " in the socket's range", port >= 40_000 && port <= 40_003).proves("TCP-17/local-port-range");
            seen[port - 40_000]++;
        }
        it.equal("each once", new int[] {1, 1, 1, 1}, seen);
        SutSocket late = fresh(it).option("IP_LOCAL_PORT_RANGE", 40_003 << 16 | 40_000);
        it.fails(Errno.EADDRNOTAVAIL, () -> late.connect(it.peer(), 80)).proves("TCP-17/exhausted-connect");
        it.step("ends outside the namespace's range do not count, and the first must not be above the last");
        range(it, 40_000, 40_001);
        SutSocket wide = fresh(it).option("IP_LOCAL_PORT_RANGE", 50_000 << 16 | 30_000);
        int port = connect(it, wide, 81);
        it.check("port " + port + " in the namespace's range", port == 40_000 || port == 40_001);
        it.fails(Errno.EINVAL, () -> fresh(it).option("IP_LOCAL_PORT_RANGE", 40_000 << 16 | 40_003));
    }
}
