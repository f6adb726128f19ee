package dev.wireproof.core.netns;

import dev.wireproof.core.arp.ArpProtocol;
import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.dev.LoopbackDevice;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.core.dev.NicOptions;
import dev.wireproof.core.dev.VethDevice;
import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.ip.Ipv4Stack;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.Route;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.syscall.SocketProtocols;
import java.util.ArrayList;
import java.util.List;

/**
 * One network inside a host (Linux {@code struct net}): devices, addresses, routes, neighbours, hooks, sockets, settings and
 * counters of its own. The methods that take names are those of {@code ip link}, {@code ip address} and {@code ip route};
 * a name or an address that does not fit is an {@link IllegalArgumentException} of one line.
 */
public final class NetNamespace {
    private final Kernel kernel;
    private final String name;
    private final Sysctls sysctls;
    private final Counters counters = new Counters();
    private final DeviceRegistry devices = new DeviceRegistry();
    private final Ipv4Stack stack;
    private final Sockets sockets;

    NetNamespace(Kernel kernel, String name, Sysctls sysctls) {
        this.kernel = kernel;
        this.name = name;
        this.sysctls = sysctls;
        Rng rng = kernel.rng().stream("namespace " + name);
        stack = new Ipv4Stack(kernel.loop(), rng, sysctls, counters, kernel.accounts());
        sockets = new Sockets(kernel.loop(), rng, sysctls, counters, kernel.accounts(), stack, devices);
        ArpProtocol arp = new ArpProtocol(kernel.loop(), rng.stream("arp"), counters, kernel.accounts(), stack);
        new DeviceWiring(stack, arp).attachTo(devices);
        devices.register(new LoopbackDevice(kernel.softnets()));
    }

    public Kernel kernel() {
        return kernel;
    }

    public String name() {
        return name;
    }

    public Sysctls sysctls() {
        return sysctls;
    }

    public Counters counters() {
        return counters;
    }

    /** A counter's value. */
    public long counter(Counter counter) {
        return counters.get(counter);
    }

    public DeviceRegistry devices() {
        return devices;
    }

    /** The IPv4 side: routes, neighbours, interfaces, hooks. */
    public Ipv4Stack stack() {
        return stack;
    }

    public Hooks hooks() {
        return stack.hooks();
    }

    public Sockets sockets() {
        return sockets;
    }

    /** What socket(2) knows here. */
    public SocketProtocols protocols() {
        return sockets.protocols();
    }

    /** Adds a NIC without a cable, down. */
    public NicDevice addNic(String device, Mac mac, int mtu) {
        return addNic(device, mac, mtu, NicOptions.DEFAULT);
    }

    /** Adds a NIC without a cable, down. */
    public NicDevice addNic(String device, Mac mac, int mtu, NicOptions options) {
        NicDevice nic = new NicDevice(kernel.softnets(), device, mac, mtu, options);
        register(nic);
        return nic;
    }

    /** Adds two devices that are tied together, one of them in another namespace of this host, both down. */
    public VethDevice addVeth(String device, Mac mac, NetNamespace peers, String peerDevice, Mac peerMac) {
        Invariant.check(peers.kernel == kernel, "a veth pair stays inside its host");
        VethDevice veth = VethDevice.pair(kernel.softnets(), device, mac, peerDevice, peerMac);
        register(veth);
        peers.register(veth.peer());
        return veth;
    }

    private void register(NetDevice device) {
        if (devices.register(device) != Errno.OK) {
            throw new IllegalArgumentException("device " + device + ": exists already in namespace " + name);
        }
    }

    /** The device with this name. */
    public NetDevice device(String device) {
        NetDevice found = devices.byName(device);
        if (found == null) {
            throw new IllegalArgumentException("device " + device + ": no such device in namespace " + name);
        }
        return found;
    }

    /** NICs, which outlive a namespace. */
    List<NicDevice> nics() {
        List<NicDevice> nics = new ArrayList<>();
        for (NetDevice d : devices.all()) {
            if (d instanceof NicDevice nic) {
                nics.add(nic);
            }
        }
        return nics;
    }

    /** Moves a device to another namespace of this host; it arrives down and without addresses. */
    public void move(NetDevice device, NetNamespace to) {
        Invariant.check(to.kernel == kernel && device.registry() == devices, "device is not in this namespace");
        if (devices.move(device, to.devices, device.name()) != Errno.OK) {
            throw new IllegalArgumentException("device " + device + ": exists already in namespace " + to.name);
        }
    }

    /** Adds an address with its prefix, such as {@code 10.0.0.1/24}. */
    public void addAddress(String device, String cidr) {
        addAddress(device, Cidr.parse(cidr));
    }

    /** Adds an address with its prefix; while the device is up the routes to its subnet come with it. */
    public void addAddress(String device, Cidr cidr) {
        stack.interfaces().of(device(device)).add(cidr);
    }

    /** Adds a route to the main table. */
    public void addRoute(Route route) {
        stack.fib().add(route);
    }

    /** Adds a default route by a gateway that is reachable on some device. */
    public void addDefaultRoute(String gateway) {
        addRoute(Route.to(Route.EVERYWHERE).via(Address.parse(gateway)));
    }

    /** Gives the routes of the main table to a prefix other metrics ({@code ip route change}). */
    public void routeMetrics(Cidr prefix, RouteMetrics metrics) {
        boolean found = false;
        for (Route r : stack.fib().routes(Fib.Table.MAIN)) {
            if (r.prefix().equals(prefix.network())) {
                stack.fib().remove(r.prefix(), r.gateway());
                stack.fib().add(r.metrics(metrics));
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("route to " + prefix + ": no such route in namespace " + name);
        }
    }

    public void linkUp(String device) {
        device(device).up();
    }

    public void linkDown(String device) {
        device(device).down();
    }

    /** Sets a sysctl by its full name. */
    public void sysctl(String setting, String value) {
        sysctls.get(setting).set(value);
    }

    /** Starts a program of the superuser. */
    public Process process(String program) {
        return process(program, Credentials.ROOT);
    }

    /** Starts a program. */
    public Process process(String program, Credentials who) {
        Process p = new Process(program, this, who);
        kernel.started(p);
        return p;
    }

    /** Pulls all cables: what is sent from now on goes nowhere. */
    void unplug() {
        for (NetDevice d : devices.all()) {
            d.down();
        }
    }

    /** Frees what is left when its processes are gone. */
    void dissolve() {
        sockets.end();
        stack.reassembler().flush();
        devices.clear();
    }

    @Override
    public String toString() {
        return kernel.name() + "/" + name;
    }
}
