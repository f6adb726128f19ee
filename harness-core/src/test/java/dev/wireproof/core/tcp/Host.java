package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.FakeNetwork;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.BindRule;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.PortSettings;
import dev.wireproof.core.sock.PortSpace;
import dev.wireproof.core.sock.SocketSettings;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** TCP with a network layer of its own and nothing else. */
final class Host {
    static final Call NOW = Call.nonBlocking("test");

    final EventLoop loop;
    final Sysctls sysctls;
    final Counters counters = new Counters();
    final HostAccounts drops = new HostAccounts();
    final FakeNetwork network;
    final PortSpace ports;
    final SocketSettings socketSettings;
    final Tcp tcp;

    Host(EventLoop loop, Profile profile, Address address, Consumer<SkBuff> wire) {
        this.loop = loop;
        sysctls = new Sysctls(profile);
        network = new FakeNetwork(address, wire);
        socketSettings = new SocketSettings(sysctls);
        ports = new PortSpace(new PortSettings(sysctls), BindRule.TCP, Rng.ofSeed(7).stream("ports"));
        tcp = new Tcp(loop, network, ports, socketSettings, sysctls, counters, drops, Rng.ofSeed(7).stream(address.toString()));
        network.register(tcp);
    }

    Host sysctl(String name, String value) {
        sysctls.get("net.ipv4." + name).set(value);
        return this;
    }

    TcpSock socket() {
        return (TcpSock) tcp.create(Credentials.ROOT, 0);
    }

    TcpSock listener(int port, int backlog) {
        TcpSock s = socket();
        s.bind(Address.ANY, port);
        s.listen(backlog);
        return s;
    }

    /** Begins a connection without waiting. */
    TcpSock connecting(Address to, int port) {
        TcpSock s = socket();
        fails(Errno.EINPROGRESS, () -> s.connect(to, port, NOW));
        return s;
    }

    static void fails(Errno expected, Executable call) {
        assertEquals(expected, assertThrows(ErrnoException.class, call).errno());
    }

    long counted(Counter counter) {
        return counters.get(counter);
    }

    /** Nothing is left: connections, ports, memory. */
    void assertEmpty() {
        assertEquals(0, tcp.sockets().connections(), "connections");
        assertEquals(0, tcp.sockets().listeners(), "listeners");
        assertEquals(0, ports.claims(), "ports");
        assertEquals(0, socketSettings.memory.received(), "charged octets");
    }
}
