/**
 * The network layer: input, forwarding, output, fragmentation, reassembly, ICMP, path MTU, and {@link
 * dev.wireproof.core.ip.Network}, all that transports see of it.
 *
 * <p>{@link dev.wireproof.core.ip.Ipv4Stack} wires the parts of one namespace. Refuses ports and connections. Read {@code Network}
 * first, then {@code Ipv4Input}.
 */
package dev.wireproof.core.ip;
