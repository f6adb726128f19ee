package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.route.Dst;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Octets;

/** Receives ICMP: answers echo and timestamp requests, hands replies and errors on (RFC 792; Linux {@code icmp_rcv}; facts 5.5). */
public final class Icmp implements TransportProtocol {
    private static final int HIGHEST_TYPE = 18;
    private static final int ADDRESS_MASK_REQUEST = 17;
    private static final long MILLISECOND = 1_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final EventLoop loop;
    private final Network network;
    private final Counters counters;
    private final DropSink drops;
    private final IcmpOutput output;
    private final IcmpErrorInput errorInput;
    private final Setting ignoreAll;
    private final Setting ignoreBroadcasts;
    private final IcmpView view = new IcmpView();
    private EchoReceiver echoes;

    Icmp(EventLoop loop, Sysctls sysctls, Network network, Counters counters, DropSink drops, IcmpOutput output, IcmpErrorInput errorInput) {
        this.loop = loop;
        this.network = network;
        this.counters = counters;
        this.drops = drops;
        this.output = output;
        this.errorInput = errorInput;
        ignoreAll = sysctls.number("net.ipv4.icmp_echo_ignore_all", 0, 0, 1);
        ignoreBroadcasts = sysctls.number("net.ipv4.icmp_echo_ignore_broadcasts", 1, 0, 1);
    }

    /** Sets who gets echo replies; once. */
    public void attach(EchoReceiver receiver) {
        echoes = receiver;
    }

    /** Counts a message that a socket made and sent itself. */
    public void countSent(int type) {
        output.count(type);
    }

    @Override
    public int number() {
        return IpProtocol.ICMP;
    }

    @Override
    public void receive(SkBuff skb) {
        counters.increment(Counter.ICMP_IN_MSGS);
        if (!skb.checksumVerified && InternetChecksum.finish(skb.checksum(0, 0, skb.length())) != 0) {
            counters.increment(Counter.ICMP_IN_CSUM_ERRORS);
            bad(skb);
            return;
        }
        if (!skb.mayPull(IcmpView.SIZE)) {
            bad(skb);
            return;
        }
        int type = view.at(skb.head(), skb.data()).type();
        count(type);
        if (type > HIGHEST_TYPE) {
            bad(skb);
        } else if (!isForMany(skb)) {
            handle(skb, type);
        } else if (type != IcmpView.ECHO_REQUEST && type < IcmpView.TIMESTAMP_REQUEST || type == IcmpView.TIMESTAMP_REPLY) {
            bad(skb);
        } else if (type >= ADDRESS_MASK_REQUEST || !ignoreBroadcasts.isOn()) {
            handle(skb, type);
        } else {
            drops.drop(skb, DropReason.ICMP_BAD);
        }
    }

    private static boolean isForMany(SkBuff skb) {
        return ((Dst) skb.route).type().isForMany();
    }

    private void bad(SkBuff skb) {
        counters.increment(Counter.ICMP_IN_ERRORS);
        drops.drop(skb, DropReason.ICMP_BAD);
    }

    private void count(int type) {
        Counter c = switch (type) {
            case IcmpView.ECHO_REPLY -> Counter.ICMP_IN_ECHO_REPS;
            case IcmpView.UNREACHABLE -> Counter.ICMP_IN_DEST_UNREACHS;
            case IcmpView.SOURCE_QUENCH -> Counter.ICMP_IN_SRC_QUENCHS;
            case IcmpView.REDIRECT -> Counter.ICMP_IN_REDIRECTS;
            case IcmpView.ECHO_REQUEST -> Counter.ICMP_IN_ECHOS;
            case IcmpView.TIME_EXCEEDED -> Counter.ICMP_IN_TIME_EXCDS;
            case IcmpView.PARAMETER_PROBLEM -> Counter.ICMP_IN_PARM_PROBS;
            case IcmpView.TIMESTAMP_REQUEST -> Counter.ICMP_IN_TIMESTAMPS;
            case IcmpView.TIMESTAMP_REPLY -> Counter.ICMP_IN_TIMESTAMP_REPS;
            default -> null;
        };
        if (c != null) {
            counters.increment(c);
        }
    }

    private void handle(SkBuff skb, int type) {
        switch (type) {
            case IcmpView.ECHO_REPLY -> {
                if (echoes == null) {
                    drops.drop(skb, DropReason.NO_SOCKET);
                } else {
                    echoes.reply(skb);
                }
            }
            case IcmpView.ECHO_REQUEST -> {
                if (ignoreAll.isOn()) {
                    drops.drop(skb, DropReason.ICMP_BAD);
                } else {
                    answer(skb, echoReply(skb));
                }
            }
            case IcmpView.TIMESTAMP_REQUEST -> timestamp(skb);
            case IcmpView.UNREACHABLE, IcmpView.TIME_EXCEEDED, IcmpView.PARAMETER_PROBLEM, IcmpView.SOURCE_QUENCH -> {
                if (errorInput.receive(skb)) {
                    skb.orphan();
                } else {
                    bad(skb);
                }
            }
            default -> drops.drop(skb, DropReason.ICMP_BAD);
        }
    }

    private SkBuff echoReply(SkBuff skb) {
        SkBuff reply = SkBuff.allocate(IcmpView.SIZE);
        int at = reply.put(IcmpView.SIZE);
        Octets.put32(reply.head(), at + 4, view.rest());
        reply.attachFrom(skb, IcmpView.SIZE, skb.length() - IcmpView.SIZE);
        return reply;
    }

    /** Same identifier and sequence, the sender's time, and our time twice, in milliseconds since midnight (RFC 792). */
    private void timestamp(SkBuff skb) {
        if (!skb.mayPull(IcmpView.SIZE + 12)) {
            bad(skb);
            return;
        }
        SkBuff reply = SkBuff.allocate(IcmpView.SIZE + 12);
        int at = reply.put(IcmpView.SIZE + 12);
        int millis = (int) (loop.now() / MILLISECOND % DAY_MILLIS);
        new IcmpView().at(reply.head(), at).typeAndCode(IcmpView.TIMESTAMP_REPLY, 0).rest(Octets.i32(skb.head(), skb.data() + 4));
        Octets.put32(reply.head(), at + 8, Octets.i32(skb.head(), skb.data() + 8));
        Octets.put32(reply.head(), at + 12, millis);
        Octets.put32(reply.head(), at + 16, millis);
        answer(skb, reply);
    }

    /** From the address that was asked, unless that was everybody's (RFC 1122 section 3.2.2.6). */
    private void answer(SkBuff request, SkBuff reply) {
        Address asked = isForMany(request) ? Address.ANY : Address.v4((int) request.destinationLow);
        Network.PathAnswer way = network.open(asked, Address.v4((int) request.sourceLow), IpProtocol.ICMP, 0);
        if (way.path() == null) {
            drops.drop(reply, DropReason.NO_ROUTE);
        } else {
            output.send(reply, way.path(), request.trafficClass);
        }
        request.orphan();
    }

    @Override
    public void error(SkBuff skb, IcmpError error) {
        if (error.isFragmentationNeeded()) {
            network.updateMtu(new Address(skb.destinationHigh, skb.destinationLow), error.info());
        }
        if (echoes != null && Octets.u8(skb.head(), skb.data()) == IcmpView.ECHO_REQUEST) {
            echoes.error(skb, error);
        }
    }
}
