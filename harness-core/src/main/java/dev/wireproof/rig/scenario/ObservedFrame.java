package dev.wireproof.rig.scenario;

/**
 * A frame that the host under test put on the wire.
 *
 * @param nanos when, virtual or since the start of a real run
 * @param octets from the Ethernet header on
 */
public record ObservedFrame(long nanos, byte[] octets) {}
