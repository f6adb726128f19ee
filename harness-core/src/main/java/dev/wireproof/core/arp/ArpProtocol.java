package dev.wireproof.core.arp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.PacketHandler;
import dev.wireproof.core.ip.IcmpErrors;
import dev.wireproof.core.ip.Ipv4Stack;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.neigh.Neighbour;
import dev.wireproof.core.neigh.NeighbourProtocol;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.neigh.NudState;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.InputRouter;
import dev.wireproof.core.route.InterfaceAddresses;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.Octets;

/**
 * ARP of one namespace (RFC 826; Linux net/ipv4/arp.c; facts 2.10, 2.11). It resolves for the neighbour table of its stack and
 * receives the frames of EtherType ARP.
 */
public final class ArpProtocol implements NeighbourProtocol, PacketHandler {
    private static final int IEEE_802 = 6;

    private final EventLoop loop;
    private final DropSink drops;
    private final NeighbourTable neighbours;
    private final Interfaces interfaces;
    private final Fib fib;
    private final InputRouter router;
    private final IcmpErrors errors;
    private final ArpPolicy policy;
    private final ArpSender sender = new ArpSender();
    private final ProxyReplies proxyReplies;
    private final ArpView view = new ArpView();

    /** Attaches itself to the stack's neighbour table. */
    public ArpProtocol(EventLoop loop, Rng rng, Counters counters, DropSink drops, Ipv4Stack stack) {
        this.loop = loop;
        this.drops = drops;
        neighbours = stack.neighbours();
        interfaces = stack.interfaces();
        fib = stack.fib();
        router = stack.inputRouter();
        errors = stack.errors();
        policy = new ArpPolicy(fib, interfaces, stack.outputRouter(), counters);
        proxyReplies = new ProxyReplies(loop, rng.stream("proxy-arp"), sender);
        neighbours.attach(this);
    }

    @Override
    public int etherType() {
        return EtherType.IPV4;
    }

    @Override
    public void construct(Neighbour n) {
        int address = (int) n.keyLow();
        if (!n.device().needsNoArp() && Address.isMulticast(address)) {
            n.needsNoResolution(Mac.ofGroup(n.key()).bits());
        } else if (n.device().needsNoArp()) {
            n.needsNoResolution(n.device().mac().bits());
        } else if (fib.typeOf(address, null) == RouteType.BROADCAST) {
            n.needsNoResolution(Mac.BROADCAST.bits());
        }
    }

    @Override
    public void solicit(Neighbour n, SkBuff trigger) {
        int target = (int) n.keyLow();
        int packetSource = trigger == null ? 0 : Octets.i32(trigger.head(), trigger.data() + 12);
        int source = policy.announced(n.device(), packetSource, target);
        int beyondUnicast = n.probes() - n.parameters().unicastSolicits();
        if (beyondUnicast < 0) {
            sender.request(n.device(), source, target, n.macBits());
        } else if (beyondUnicast >= n.parameters().applicationSolicits()) {
            sender.request(n.device(), source, target, Mac.BROADCAST.bits());
        }
    }

    @Override
    public void unreachable(Neighbour n, SkBuff skb) {
        errors.send(skb, 3, 1, 0);
        drops.drop(skb, DropReason.NEIGHBOUR_FAILED);
    }

    /** Tells everybody on the link that an address is here now: a request for itself (RFC 5227 section 3; Linux {@code arp_notify}). */
    public void announce(NetDevice device, Address address) {
        sender.request(device, address.v4(), address.v4(), Mac.BROADCAST.bits());
    }

    @Override
    public void receive(SkBuff skb, NetDevice device) {
        boolean ours = !device.needsNoArp() && skb.kind != PacketKind.OTHERHOST && skb.kind != PacketKind.LOOPBACK;
        if (!ours || !skb.mayPull(ArpView.SIZE) || !isWellFormed(skb)) {
            drops.drop(skb, DropReason.ARP_BAD);
            return;
        }
        skb.networkHeader = skb.data();
        InterfaceAddresses in = interfaces.of(device);
        int target = view.targetIp();
        boolean loopback = Address.isLoopback(target) && !in.settings().routesLoopbackNet();
        boolean unwanted = view.senderIp() == target && in.settings().dropsGratuitousArp();
        if (Address.isMulticast(target) || loopback || unwanted) {
            drops.drop(skb, DropReason.ARP_BAD);
        } else if (view.senderIp() == 0) {
            answerProbe(in);
        } else if (!answer(in, skb.kind)) {
            learn(in, skb.kind);
        }
    }

    private boolean isWellFormed(SkBuff skb) {
        view.at(skb.head(), skb.data());
        int hardware = view.hardwareType();
        int operation = view.operation();
        return view.hardwareLength() == 6
                && view.protocolLength() == 4
                && (hardware == ArpView.ETHERNET || hardware == IEEE_802)
                && view.protocolType() == EtherType.IPV4
                && (operation == ArpView.REQUEST || operation == ArpView.REPLY);
    }

    /** Step 6: somebody asks whether the address is free (RFC 5227 section 2.1.1); no entry comes of it. */
    private void answerProbe(InterfaceAddresses in) {
        int target = view.targetIp();
        if (view.operation() == ArpView.REQUEST && fib.typeOf(target, null) == RouteType.LOCAL && !policy.ignores(in, 0, target)) {
            sender.reply(in.device(), target, view.senderMac(), 0);
        }
    }

    /** Step 7: a request for us, or for somebody we stand in for. False when it is neither. */
    private boolean answer(InterfaceAddresses in, PacketKind kind) {
        if (view.operation() != ArpView.REQUEST) {
            return false;
        }
        int from = view.senderIp();
        int target = view.targetIp();
        Dst way = router.route(from, target, in.device());
        if (way.isRefused()) {
            return false;
        }
        if (way.type() == RouteType.LOCAL) {
            if (!policy.ignores(in, from, target) && !policy.filters(in, from, target) && learnAsker(in)) {
                sender.reply(in.device(), target, view.senderMac(), from);
            }
            return true;
        }
        boolean standsIn = in.settings().forwards() && way.type() == RouteType.UNICAST && way.device() != in.device() && in.settings().proxiesArp();
        if (standsIn && learnAsker(in)) {
            if (kind == PacketKind.HOST) {
                sender.reply(in.device(), target, view.senderMac(), from);
            } else {
                proxyReplies.enqueue(in.device(), neighbours.parameters(in.device()), target, view.senderMac(), from);
            }
        }
        return standsIn;
    }

    /** Linux {@code neigh_event_ns}: who asks us is known from now on; false when the table is full. */
    private boolean learnAsker(InterfaceAddresses in) {
        Neighbour n = neighbours.resolve(0, Address.lowOf(view.senderIp()), in.device());
        if (n != null) {
            n.update(view.senderMac(), NudState.STALE, Neighbour.OVERRIDE);
        }
        return n != null;
    }

    /** Steps 8 and 9: news about others; only entries that exist change, unless arp_accept says otherwise. */
    private void learn(InterfaceAddresses in, PacketKind kind) {
        int from = view.senderIp();
        boolean reply = view.operation() == ArpView.REPLY;
        boolean gratuitous = from == view.targetIp() && (!reply || view.targetMac() == view.senderMac()) && policy.isUnicast(from);
        Neighbour n = neighbours.find(0, Address.lowOf(from), in.device());
        if (n == null && policy.accepts(in, from) && (gratuitous || reply && policy.isUnicast(from))) {
            n = neighbours.resolve(0, Address.lowOf(from), in.device());
        }
        if (n != null) {
            boolean unlocked = loop.now() > n.updatedNanos() + n.parameters().locktimeNanos();
            NudState next = reply && kind == PacketKind.HOST ? NudState.REACHABLE : NudState.STALE;
            n.update(view.senderMac(), next, unlocked || gratuitous ? Neighbour.OVERRIDE : 0);
        }
    }
}
