package dev.wireproof.core.dev;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EthernetView;
import java.util.ArrayList;
import java.util.List;

/** One host without any protocol: a handler for IPv4 keeps the numbers that test frames carry behind their Ethernet header. */
public final class TestHost {
    public static final int TYPE = 0x0800;
    private static final int PAYLOAD = 46;

    public final EventLoop loop;
    public final Cpus cpus;
    public final Sysctls sysctls = new Sysctls(Profile.MODERN);
    public final HostAccounts accounts = new HostAccounts();
    public final Softnets softnets;
    public final DeviceRegistry devices = new DeviceRegistry();
    /** {@code device:number} of each frame the handler received. */
    public final List<String> received = new ArrayList<>();
    /** When each arrived, virtual nanoseconds. */
    public final List<Long> times = new ArrayList<>();
    public final List<SkBuff> frames = new ArrayList<>();

    public TestHost(EventLoop loop, int processors) {
        this.loop = loop;
        cpus = new Cpus(loop, processors);
        softnets = new Softnets(cpus, sysctls, accounts);
        devices.packetTypes.register(TYPE, this::receive);
    }

    private void receive(SkBuff skb, NetDevice device) {
        received.add(device.name() + ":" + number(skb, 0));
        times.add(loop.now());
        frames.add(skb);
    }

    /** A NIC, registered and open. */
    public NicDevice nic(String name, Mac mac, NicOptions options) {
        NicDevice nic = new NicDevice(softnets, name, mac, 1500, options);
        devices.register(nic);
        nic.up();
        return nic;
    }

    public static Mac mac(int n) {
        return new Mac(0x0200_0000_0000L + n);
    }

    /** A frame of 60 octets that carries a number. */
    public static SkBuff frame(Mac to, Mac from, int number) {
        return frame(to, from, number, PAYLOAD);
    }

    /** A frame with a payload of so many octets, at least 4. */
    public static SkBuff frame(Mac to, Mac from, int number, int payload) {
        SkBuff skb = SkBuff.allocate(payload);
        int at = skb.put(payload);
        skb.head()[at] = (byte) (number >>> 24);
        skb.head()[at + 1] = (byte) (number >>> 16);
        skb.head()[at + 2] = (byte) (number >>> 8);
        skb.head()[at + 3] = (byte) number;
        int header = skb.push(EthernetView.SIZE);
        new EthernetView().at(skb.head(), header).destination(to.bits()).source(from.bits()).type(TYPE);
        return skb;
    }

    /** The number a frame carries {@code offset} octets behind {@code data()}. */
    public static int number(SkBuff skb, int offset) {
        byte[] b = new byte[4];
        skb.copyTo(offset, b, 0, 4);
        return b[0] << 24 | (b[1] & 255) << 16 | (b[2] & 255) << 8 | b[3] & 255;
    }
}
