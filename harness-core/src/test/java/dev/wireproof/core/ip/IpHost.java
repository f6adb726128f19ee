package dev.wireproof.core.ip;

import dev.wireproof.core.arp.ArpProtocol;
import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.dev.LoopbackDevice;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.raw.PingSockets;
import dev.wireproof.core.raw.RawSockets;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.sock.SocketSettings;
import dev.wireproof.core.wire.EtherType;

/** A host with the network layer, ARP and ping, wired by hand; the example of how a namespace does it. */
public final class IpHost {
    public final EventLoop loop;
    public final Sysctls sysctls;
    public final Counters counters = new Counters();
    public final HostAccounts accounts = new HostAccounts();
    public final DeviceRegistry devices = new DeviceRegistry();
    public final Ipv4Stack stack;
    public final ArpProtocol arp;
    public final PingSockets pings;
    public final RawSockets raws;
    private final Softnets softnets;

    public IpHost(EventLoop loop, String name) {
        this(loop, name, Profile.MODERN);
    }

    public IpHost(EventLoop loop, String name, Profile profile) {
        this.loop = loop;
        Rng rng = Rng.ofSeed(1).stream(name);
        sysctls = new Sysctls(profile);
        softnets = new Softnets(new Cpus(loop, 1), sysctls, accounts);
        stack = new Ipv4Stack(loop, rng, sysctls, counters, accounts);
        arp = new ArpProtocol(loop, rng, counters, accounts, stack);
        devices.packetTypes.register(EtherType.IPV4, stack.input());
        devices.packetTypes.register(EtherType.ARP, arp);
        SocketSettings settings = new SocketSettings(sysctls);
        pings = new PingSockets(loop, stack.network(), stack.icmp(), sysctls, settings, accounts);
        raws = new RawSockets(loop, stack.network(), settings, accounts);
        stack.attach(raws);
        devices.addListener((device, event) -> {
            switch (event) {
                case REGISTERED -> stack.interfaces().add(device);
                case UP -> stack.interfaces().up(device);
                case DOWN -> stack.interfaces().down(device);
                case UNREGISTERED -> stack.interfaces().remove(device);
                default -> { }
            }
        });
        NetDevice lo = new LoopbackDevice(softnets);
        devices.register(lo);
        lo.up();
    }

    /** A device that is up, with an address. */
    public LinkDevice link(String name, long mac, String cidr) {
        LinkDevice d = link(name, mac, 1500);
        stack.interfaces().of(d).add(Cidr.parse(cidr));
        return d;
    }

    /** A device that is up, without an address. */
    public LinkDevice link(String name, long mac, int mtu) {
        LinkDevice d = new LinkDevice(softnets, name, new Mac(mac), mtu);
        devices.register(d);
        d.up();
        return d;
    }

    public long count(Counter counter) {
        return counters.get(counter);
    }

    /** The entry for an address, or null. */
    public Neighbour neighbour(NetDevice device, String address) {
        return stack.neighbours().find(0, Address.parse(address).low(), device);
    }

    /** Makes a neighbour known for good, so that no ARP disturbs a test. */
    public void knows(NetDevice device, String address, long mac) {
        stack.neighbours().resolve(0, Address.parse(address).low(), device)
                .update(mac, NudState.PERMANENT, Neighbour.ADMIN | Neighbour.OVERRIDE);
    }

    public void set(String sysctl, long value) {
        sysctls.get(sysctl).set(value);
    }
}
