package dev.wireproof.core.netns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.operator.NeighbourList;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    private static final Mac MAC_A = Mac.parse("02:00:00:00:00:0a");
    private static final Mac MAC_B = Mac.parse("02:00:00:00:00:0b");

    private final EventLoop loop = new EventLoop();
    private final Kernel kernel = new Kernel(loop, "host", Profile.MODERN, Rng.ofSeed(1));

    /** Two namespaces tied by a veth pair: 10.1.0.1 in the first, 10.1.0.2 in "pod". */
    private NetNamespace pod() {
        NetNamespace pod = kernel.namespace("pod");
        kernel.namespace().addVeth("veth0", MAC_A, pod, "eth0", MAC_B);
        kernel.namespace().addAddress("veth0", "10.1.0.1/24");
        pod.addAddress("eth0", "10.1.0.2/24");
        kernel.namespace().linkUp("veth0");
        pod.linkUp("eth0");
        return pod;
    }

    private String exchange(NetNamespace pod) {
        SocketApi server = pod.process("server").calls();
        SocketApi client = kernel.namespace().process("client").calls();
        int there = server.socket(SocketType.DGRAM);
        server.bind(there, Address.ANY, 7);
        int here = client.socket(SocketType.DGRAM);
        client.sendTo(here, new byte[] {'h', 'i'}, Address.parse("10.1.0.2"), 7);
        return new String(server.recv(there, 10), java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void aNameMeansOneNamespace() {
        assertSame(kernel.namespace(), kernel.namespace(Kernel.FIRST_NAMESPACE));
        NetNamespace pod = kernel.namespace("pod");
        assertSame(pod, kernel.namespace("pod"));
        assertNotSame(pod, kernel.namespace());
        assertEquals("lo", pod.device("lo").name());
        assertFalse(pod.device("lo").isUp());
    }

    @Test
    void loopbackHasItsAddressOnceItIsUp() {
        NetNamespace net = kernel.namespace();
        net.linkUp("lo");
        assertEquals(Cidr.parse("127.0.0.1/8"), net.stack().interfaces().of(net.device("lo")).addresses().get(0).cidr());
    }

    @Test
    void namespacesTalkThroughAVethPair() {
        NetNamespace pod = pod();
        assertEquals("hi", exchange(pod));
        assertEquals("10.1.0.2 dev veth0 lladdr " + MAC_B + " REACHABLE\n", new NeighbourList(kernel.namespace().stack().neighbours()).text());
        assertEquals(1, pod.counter(Counter.UDP_IN_DATAGRAMS));
        assertEquals(0, kernel.namespace().counter(Counter.UDP_IN_DATAGRAMS), "counters are of one namespace");
    }

    @Test
    void portsOfNamespacesAreSeparate() {
        for (NetNamespace n : List.of(kernel.namespace(), kernel.namespace("pod"))) {
            SocketApi calls = n.process("server").calls();
            calls.bind(calls.socket(SocketType.DGRAM), Address.ANY, 53);
        }
    }

    @Test
    void destroyingANamespaceFreesAllButItsNic() {
        NetNamespace pod = pod();
        exchange(pod);
        NicDevice nic = pod.addNic("eth1", MAC_A, 1500);
        pod.addAddress("eth1", "10.2.0.1/24");
        pod.linkUp("eth1");
        kernel.destroy(pod);
        assertEquals(List.of(kernel.namespace()), kernel.namespaces());
        assertSame(nic, kernel.namespace().device("eth1"));
        assertFalse(nic.isUp());
        assertTrue(kernel.namespace().stack().interfaces().of(nic).addresses().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> kernel.namespace().device("veth0"), "the peer goes with its veth");
        assertNotSame(pod, kernel.namespace("pod"));
        kernel.shutDown();
        assertEquals(List.of(), kernel.leaks());
    }

    @Test
    void hooksSeeEveryNamespaceComeAndGo() {
        List<String> seen = new ArrayList<>();
        kernel.namespace("early");
        kernel.addNamespaceHook(new NamespaceHook() {
            @Override
            public void entered(NetNamespace namespace) {
                seen.add("+" + namespace.name());
            }

            @Override
            public void leaving(NetNamespace namespace) {
                seen.add("-" + namespace.name());
            }
        });
        kernel.destroy(kernel.namespace("late"));
        assertEquals(List.of("+default", "+early", "+late", "-late"), seen);
    }

    @Test
    void metricsOfARouteCanBeChanged() {
        NetNamespace pod = pod();
        pod.routeMetrics(Cidr.parse("10.1.0.0/24"), RouteMetrics.NONE.withInitialCongestionWindow(2));
        assertEquals(2, pod.stack().fib().routes(Fib.Table.MAIN).get(0).metrics().initialCongestionWindow());
        assertThrows(IllegalArgumentException.class, () -> pod.routeMetrics(Cidr.parse("10.9.0.0/24"), RouteMetrics.NONE));
    }

    @Test
    void wrongNamesAreOneLine() {
        NetNamespace net = kernel.namespace();
        String message = assertThrows(IllegalArgumentException.class, () -> net.linkUp("eth7")).getMessage();
        assertEquals("device eth7: no such device in namespace default", message);
        net.addNic("eth0", MAC_A, 1500);
        message = assertThrows(IllegalArgumentException.class, () -> net.addNic("eth0", MAC_B, 1500)).getMessage();
        assertEquals("device eth0: exists already in namespace default", message);
    }

    @Test
    void aSocketLeftOpenIsALeakUntilItsProcessExits() {
        Process p = kernel.namespace().process("careless");
        p.calls().bind(p.calls().socket(SocketType.DGRAM), Address.ANY, 7);
        assertEquals(List.of(
                "host: 1 descriptors of process careless in namespace default",
                "host: 1 open files",
                "host: 1 UDP sockets in namespace default",
                "host: 1 UDP ports in namespace default"), kernel.leaks());
        p.exit();
        assertEquals(List.of(), kernel.leaks());
    }

    @Test
    void theTasksOfAProcessEndWithIt() {
        Process p = kernel.namespace().process("waiter");
        p.start(calls -> {
            int fd = calls.socket(SocketType.DGRAM);
            calls.bind(fd, Address.ANY, 7);
            calls.recv(fd, 10);
        });
        loop.runInstant();
        assertEquals("host: 1 tasks of process waiter still running", kernel.leaks().get(0));
        kernel.shutDown();
        assertEquals(List.of(), kernel.leaks());
        assertEquals("", loop.blocking().waiting());
    }

    @Test
    void aProcessThatExitedHasNoDescriptors() {
        Process p = kernel.namespace().process("gone");
        int fd = p.calls().socket(SocketType.DGRAM);
        p.exit();
        p.exit();
        assertEquals(Errno.EBADF, assertThrows(ErrnoException.class, () -> p.calls().close(fd)).errno());
    }
}
