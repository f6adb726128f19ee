package dev.wireproof.rig.packetdrill.script;

/** A UDP datagram; ports are 0 for the socket's own, {@code length} is that of its data. */
public record Datagram(boolean inbound, IpInfo ip, int sourcePort, int destinationPort, int length) implements Action.Packet {}
