package dev.wireproof.core.sim;

/** The softirq vectors of the network, in the order in which one pass handles them (Linux {@code include/linux/interrupt.h}). */
public enum Softirq {
    NET_TX,
    NET_RX
}
