package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.route.RouteType;
import dev.wireproof.core.skb.PacketKind;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.UnfilledChecksum;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;

/**
 * Tells the sender of a packet what went wrong with it (RFC 792, RFC 1122 section 3.2.2; Linux {@code icmp_send}; facts 5.1 to
 * 5.4).
 */
public final class IcmpErrors {
    private static final int LARGEST_MESSAGE = 576;
    private static final int HIGHEST_TYPE = 18;
    private static final int TOS_KEPT = 0x1E;
    private static final int INTERNETWORK_CONTROL = 0xC0;

    private final Network network;
    private final OutputRouter router;
    private final Counters counters;
    private final IcmpLimits limits;
    private final IcmpOutput output;
    /** RFC 1122 section 3.2.2: no error to a broadcast address. Linux sends it where the source check let the packet in. */
    private final boolean singleHostsOnly;
    private final Ipv4View view = new Ipv4View();

    IcmpErrors(Network network, OutputRouter router, Counters counters, IcmpLimits limits, IcmpOutput output, Profile profile) {
        this.network = network;
        this.router = router;
        this.counters = counters;
        this.limits = limits;
        this.output = output;
        singleHostsOnly = profile.conformance() == Profile.Conformance.RFC;
    }

    /**
     * Sends an error about a packet, if one may be sent. The packet stays the caller's; its IP header is at {@code
     * about.networkHeader}.
     *
     * @param info the second word: MTU for 3/4, pointer in the top octet for 12, gateway for 5
     */
    public void send(SkBuff about, int type, int code, int info) {
        if (!(about.route instanceof Dst) || !mayAnswer(about)) {
            return;
        }
        UnfilledChecksum.fill(about);
        Dst way = (Dst) about.route;
        boolean exempt = limits.exempts(type, code);
        boolean fromLoopback = about.inputIfindex == Interfaces.LOOPBACK_INDEX
                || way.device() != null && way.device().ifindex() == Interfaces.LOOPBACK_INDEX;
        if (!exempt && !fromLoopback && !limits.allowsOneMore()) {
            counters.increment(Counter.ICMP_OUT_RATE_LIMIT_GLOBAL);
            return;
        }
        view.at(about.head(), about.networkHeader);
        int to = view.source();
        int from = way.type() == RouteType.LOCAL ? view.destination() : 0;
        Dst back = router.route(from, to, 0);
        if (back.isRefused() || singleHostsOnly && back.type() == RouteType.BROADCAST || back.type() == RouteType.MULTICAST) {
            return;
        }
        boolean local = back.device().ifindex() == Interfaces.LOOPBACK_INDEX;
        if (!exempt && !local && !limits.allowsTo(to)) {
            counters.increment(Counter.ICMP_OUT_RATE_LIMIT_HOST);
            return;
        }
        quote(about, type, code, info, from, Math.min(back.mtu(), LARGEST_MESSAGE));
        if (!exempt && !fromLoopback) {
            limits.sent();
        }
    }

    /** Facts 5.2, in this order. */
    private boolean mayAnswer(SkBuff about) {
        if (about.kind != PacketKind.HOST || ((Dst) about.route).type().isForMany()) {
            return false;
        }
        view.at(about.head(), about.networkHeader);
        return view.fragmentOffset() == 0 && (view.protocol() != IpProtocol.ICMP || isAnswerable(about));
    }

    /** An ICMP message may be the subject of an error when it is a whole, known query or reply. */
    private boolean isAnswerable(SkBuff about) {
        int at = about.networkHeader + view.headerLength();
        if (at >= about.tail()) {
            return false;
        }
        int inner = about.head()[at] & 255;
        return inner <= HIGHEST_TYPE && !isError(inner);
    }

    private static boolean isError(int type) {
        return switch (type) {
            case IcmpView.UNREACHABLE, IcmpView.SOURCE_QUENCH, IcmpView.REDIRECT, IcmpView.TIME_EXCEEDED, IcmpView.PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    private void quote(SkBuff about, int type, int code, int info, int from, int most) {
        int pulled = about.data() - about.networkHeader;
        int whole = about.length() + pulled;
        int length = Math.min(whole, most - Ipv4View.SIZE - IcmpView.SIZE);
        SkBuff message = SkBuff.allocate(IcmpView.SIZE + length);
        int at = message.put(IcmpView.SIZE + length);
        new IcmpView().at(message.head(), at).typeAndCode(type, code).rest(info);
        int linear = Math.min(length, pulled);
        System.arraycopy(about.head(), about.networkHeader, message.head(), at + IcmpView.SIZE, linear);
        about.copyTo(0, message.head(), at + IcmpView.SIZE + linear, length - linear);
        Network.PathAnswer way = network.open(Address.v4(from), Address.v4(view.source()), IpProtocol.ICMP, 0);
        if (way.path() != null) {
            output.send(message, way.path(), view.tos() & TOS_KEPT | INTERNETWORK_CONTROL);
        }
    }
}
