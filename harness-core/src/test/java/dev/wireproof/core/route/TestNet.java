package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.HostAccounts;
import java.util.List;

/** Routing of a host with loopback, eth0 (10.0.0.1/24) and eth1 (10.0.1.1/24), all up. */
final class TestNet {
    final EventLoop loop = new EventLoop();
    final Sysctls sysctls = new Sysctls(Profile.MODERN);
    final Fib fib = new Fib();
    final Interfaces interfaces;
    final OutputRouter out;
    final InputRouter in;
    final NetDevice lo;
    final NetDevice eth0;
    final NetDevice eth1;
    private final DeviceRegistry devices = new DeviceRegistry();
    private final Softnets softnets;

    TestNet() {
        HostAccounts accounts = new HostAccounts();
        softnets = new Softnets(new Cpus(loop, 1), sysctls, accounts);
        NeighbourTable neighbours = new NeighbourTable(loop, Rng.ofSeed(1), sysctls, accounts, "net.ipv4.neigh.");
        interfaces = new Interfaces(sysctls, fib, neighbours);
        out = new OutputRouter(loop, fib, interfaces, neighbours, sysctls);
        in = new InputRouter(fib, interfaces, out);
        devices.addListener((device, event) -> {
            switch (event) {
                case REGISTERED -> interfaces.add(device);
                case UP -> interfaces.up(device);
                case DOWN -> interfaces.down(device);
                default -> { }
            }
        });
        lo = device("lo", 65_536);
        eth0 = device("eth0", 1500);
        eth1 = device("eth1", 1400);
        address(eth0, "10.0.0.1/24");
        address(eth1, "10.0.1.1/24");
    }

    NetDevice device(String name, int mtu) {
        NetDevice d = new TestDevice(softnets, name, mtu);
        devices.register(d);
        d.up();
        return d;
    }

    void address(NetDevice device, String cidr) {
        interfaces.of(device).add(Cidr.parse(cidr));
    }

    void route(String prefix, String gateway) {
        fib.add(Route.to(Cidr.parse(prefix)).via(Address.parse(gateway)));
    }

    static int ip(String text) {
        return Address.parse(text).v4();
    }

    static String text(int address) {
        return Address.v4(address).toString();
    }

    Dst to(String destination) {
        return out.route(0, ip(destination), 0);
    }

    Dst arriving(String source, String destination, NetDevice device) {
        return in.route(ip(source), ip(destination), device);
    }

    List<String> table(Fib.Table table) {
        return fib.routes(table).stream().map(Route::toString).toList();
    }

    void set(String name, long value) {
        sysctls.get(name).set(value);
    }
}
