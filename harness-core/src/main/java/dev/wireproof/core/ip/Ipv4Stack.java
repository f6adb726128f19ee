package dev.wireproof.core.ip;

import dev.wireproof.core.hook.Hooks;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.neigh.NeighbourTable;
import dev.wireproof.core.route.Fib;
import dev.wireproof.core.route.InputRouter;
import dev.wireproof.core.route.Interfaces;
import dev.wireproof.core.route.OutputRouter;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.DropSink;

/**
 * The IPv4 parts of one namespace, wired. The namespace attaches a resolution protocol to {@link #neighbours}, registers {@link
 * #input} for its EtherType, announces devices to {@link #interfaces} and transports to {@link #network}.
 */
public final class Ipv4Stack {
    private final Hooks hooks;
    private final Fib fib = new Fib();
    private final NeighbourTable neighbours;
    private final Interfaces interfaces;
    private final OutputRouter outputRouter;
    private final InputRouter inputRouter;
    private final Ipv4 network;
    private final Icmp icmp;
    private final IcmpErrors errors;
    private final Reassembler reassembler;
    private final LocalDelivery delivery;
    private final Ipv4Input input;

    public Ipv4Stack(EventLoop loop, Rng rng, Sysctls sysctls, Counters counters, DropSink drops) {
        hooks = new Hooks(drops);
        neighbours = new NeighbourTable(loop, rng.stream("neigh"), sysctls, drops, "net.ipv4.neigh.");
        interfaces = new Interfaces(sysctls, fib, neighbours);
        outputRouter = new OutputRouter(loop, fib, interfaces, neighbours, sysctls);
        inputRouter = new InputRouter(fib, interfaces, outputRouter);
        Transports transports = new Transports();
        Ipv4Output output = new Ipv4Output(hooks, counters, drops, outputRouter);
        network = new Ipv4(sysctls, counters, drops, fib, outputRouter, output, new Identification(loop, rng.stream("ip-id")), transports);
        IcmpOutput icmpOutput = new IcmpOutput(network, counters);
        IcmpLimits limits = new IcmpLimits(loop, rng.stream("icmp"), sysctls, new TokenBuckets(loop));
        errors = new IcmpErrors(network, outputRouter, counters, limits, icmpOutput, sysctls.profile());
        icmp = new Icmp(loop, sysctls, network, counters, drops, icmpOutput, new IcmpErrorInput(transports, sysctls));
        network.register(icmp);
        reassembler = new Reassembler(loop, sysctls, counters, drops, errors);
        delivery = new LocalDelivery(hooks, counters, drops, transports, reassembler, errors);
        Redirects redirects = new Redirects(loop, interfaces, outputRouter, errors);
        Ipv4Forward forward = new Ipv4Forward(sysctls, hooks, counters, drops, output, redirects, errors);
        Refusal refusal = new Refusal(counters, drops, interfaces, new TokenBuckets(loop), errors);
        Ipv4Options options = new Ipv4Options(loop, counters, drops, interfaces, fib, errors);
        input = new Ipv4Input(hooks, counters, drops, inputRouter, delivery, forward, refusal, options);
        network.attach(errors);
        output.attach(errors);
    }

    /** Receives frames of EtherType IPv4. */
    public Ipv4Input input() {
        return input;
    }

    /** What transports see. */
    public Network network() {
        return network;
    }

    public Hooks hooks() {
        return hooks;
    }

    public Fib fib() {
        return fib;
    }

    public NeighbourTable neighbours() {
        return neighbours;
    }

    public Interfaces interfaces() {
        return interfaces;
    }

    public OutputRouter outputRouter() {
        return outputRouter;
    }

    public InputRouter inputRouter() {
        return inputRouter;
    }

    public Icmp icmp() {
        return icmp;
    }

    /** Tells senders what went wrong with their packets. */
    public IcmpErrors errors() {
        return errors;
    }

    public Reassembler reassembler() {
        return reassembler;
    }

    /** Sets the raw sockets that see local datagrams; once. */
    public void attach(RawReceiver receiver) {
        delivery.attach(receiver);
    }
}
