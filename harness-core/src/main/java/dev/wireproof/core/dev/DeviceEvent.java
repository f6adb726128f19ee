package dev.wireproof.core.dev;

/** What happened to a device (Linux {@code NETDEV_*} notifications). */
public enum DeviceEvent {
    REGISTERED,
    /** Opened: rings and interrupts are ready. */
    UP,
    /** About to close; the device still sends. */
    GOING_DOWN,
    DOWN,
    /** Carrier, promiscuous mode or another flag changed. */
    CHANGED,
    MTU_CHANGED,
    ADDRESS_CHANGED,
    UNREGISTERED
}
