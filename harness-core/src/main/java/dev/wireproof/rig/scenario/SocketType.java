package dev.wireproof.rig.scenario;

/** Kinds of sockets a scenario can make. */
public enum SocketType {
    STREAM,
    DATAGRAM,
    PING
}
