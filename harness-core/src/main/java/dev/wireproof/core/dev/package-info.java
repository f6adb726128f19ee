/**
 * Devices: rings and interrupts, NAPI and softirq, the per-processor backlog, queueing disciplines, super-segments cut on their way
 * out and segments joined on their way in, packet taps, loopback and veth. A frame comes up through {@link
 * dev.wireproof.core.dev.PacketHandler} and goes down through {@link dev.wireproof.core.dev.NetDevice#transmit}.
 *
 * <p>Refuses addresses and routes. Sending never calls a receive path: loopback and veth append to a backlog and raise the
 * softirq. Read {@code NetDevice} first, then {@code Softnet} for the way in and {@code TransmitQueue} for the way out.
 */
package dev.wireproof.core.dev;
