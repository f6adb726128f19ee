package dev.wireproof.core.arp;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;

/** Writes ARP frames and sends them; no padding is added (Linux {@code arp_send}). */
final class ArpSender {
    private static final long NOBODY = 0;

    private final EthernetView ethernet = new EthernetView();
    private final ArpView arp = new ArpView();

    /** @param to link address to ask, or {@link Mac#BROADCAST}; the target field of a request is zero either way */
    void request(NetDevice device, int source, int target, long to) {
        send(device, to, ArpView.REQUEST, source, NOBODY, target);
    }

    void reply(NetDevice device, int source, long to, int target) {
        send(device, to, ArpView.REPLY, source, to, target);
    }

    private void send(NetDevice device, long to, int operation, int source, long targetMac, int target) {
        SkBuff skb = SkBuff.allocate(ArpView.SIZE);
        long own = device.mac().bits();
        skb.networkHeader = skb.put(ArpView.SIZE);
        arp.at(skb.head(), skb.networkHeader).ethernetIpv4(operation).sender(own, source).target(targetMac, target);
        skb.macHeader = skb.push(EthernetView.SIZE);
        ethernet.at(skb.head(), skb.macHeader).destination(to).source(own).type(EtherType.ARP);
        skb.protocol = EtherType.ARP;
        device.transmit(skb);
    }
}
