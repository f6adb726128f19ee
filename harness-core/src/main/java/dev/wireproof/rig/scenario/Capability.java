package dev.wireproof.rig.scenario;

/** What a host under test may offer beyond the wire, socket calls and a clock. */
public enum Capability {
    /** Exact virtual time: the scenario waits longer than a person would, or asserts nanoseconds. */
    VIRTUAL_TIME,
    /** TCP_INFO of a connection. */
    TCP_INFO,
    /** Congestion window and retransmission state that only the built-in stack's strategies have. */
    TEXTBOOK_STRATEGIES,
    /** The neighbour table can be read. */
    NEIGHBOURS,
    /** Counters of /proc/net/snmp and /proc/net/netstat can be read. */
    COUNTERS,
    /** Sysctls can be set. */
    SYSCTLS,
    /** Route metrics can be set. */
    ROUTE_METRICS,
    /** The error queue of a socket can be read. */
    ERROR_QUEUE,
    /** Sockets answer ioctl(2). */
    IOCTLS,
    /** Segments can be signed (RFC 2385). */
    SIGNATURES,
    /** Signals to the owner of a socket can be counted. */
    SIGNALS,
    /** The initial send sequence number can be chosen. */
    CHOSEN_ISN,
    /** Several hosts, cables and faults (every Lab). */
    LAB
}
