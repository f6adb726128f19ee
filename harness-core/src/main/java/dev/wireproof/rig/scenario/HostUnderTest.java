package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Mac;

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

    /**
     * Sets a neighbour entry on the wire's device as an operator does ({@code ip neigh replace}). Needs
     * {@link Capability#NEIGHBOURS}.
     *
     * @param state in the words of {@code ip}, such as {@code permanent}
     */
    default void setNeighbour(Address address, Mac mac, String state) {
        throw new ScenarioSkipped("needs neighbour entries that can be set, which " + name() + " does not offer");
    }

    /** Adds an address to a device; {@code eth0} is the wire, {@code lo} the loopback. */
    default void addAddress(String device, Cidr address) {
        throw new ScenarioSkipped("needs further addresses, which " + name() + " does not offer");
    }

    /** TCP_INFO of the connection with these ports, or null. Needs {@link Capability#TCP_INFO}. */
    ConnectionInfo info(int localPort, int remotePort);

    /** Makes the next connections start at this sequence number. Needs {@link Capability#CHOSEN_ISN}. */
    void nextIsn(int isn);
}
