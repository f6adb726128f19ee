package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;

/** What a scenario can do with the host under test besides putting frames on its wire. */
public interface HostUnderTest {
    /** Name for reports, such as {@code built-in modern} or {@code kernel 6.18.44}. */
    String name();

    boolean offers(Capability capability);

    SutSocket socket(SocketType type);

    /** Address of the host on the wire. */
    Address address();

    /** Sets a sysctl by its full name. Needs {@link Capability#SYSCTLS}. */
    void sysctl(String name, String value);

    /**
     * Sets metrics of the route to the peer's subnet in {@code ip route} words, such as {@code "initcwnd 2 quickack 1"}. Needs
     * {@link Capability#ROUTE_METRICS}.
     */
    void routeMetrics(String words);

    /** A counter by group and name, such as {@code TcpExt.ListenOverflows}. Needs {@link Capability#COUNTERS}. */
    long counter(String name);

    /** State of a neighbour entry as {@code ip neigh} prints it, or {@code none}. Needs {@link Capability#NEIGHBOURS}. */
    String neighbour(Address address);

    /** TCP_INFO of the connection with these ports, or null. Needs {@link Capability#TCP_INFO}. */
    ConnectionInfo info(int localPort, int remotePort);

    /** Makes the next connections start at this sequence number. Needs {@link Capability#CHOSEN_ISN}. */
    void nextIsn(int isn);
}
