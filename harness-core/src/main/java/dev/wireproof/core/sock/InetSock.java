package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.sim.EventLoop;

/** A socket with a local and a remote address and port (Linux {@code inet_sock}): bind, and who may share a port. */
public abstract class InetSock extends Sock implements PortHolder {
    private static final int SCORE_BASE = 2;
    private static final int SCORE_MATCH = 4;
    private static final IpPath.PmtuDiscovery[] DISCOVERIES = IpPath.PmtuDiscovery.values();

    protected final Network network;
    protected final PortSpace ports;

    /** Address it receives on, {@link Address#ANY} for all (Linux {@code inet_rcv_saddr}). */
    protected Address local = Address.ANY;
    /** Local port, 0 before it has one. */
    protected int localPort;
    /** The peer, {@link Address#ANY} for none. */
    protected Address remote = Address.ANY;
    /** The peer's port, 0 for none. */
    protected int remotePort;
    /** Its place in the space of ports, or null. */
    protected PortClaim portClaim;
    /** The user named the address (Linux {@code SOCK_BINDADDR_LOCK}). */
    protected boolean addressLocked;
    /** The user named the port (Linux {@code SOCK_BINDPORT_LOCK}). */
    protected boolean portLocked;

    ReuseportGroup reuseportGroup;
    InetSock boundNext;
    InetSock boundPrevious;
    boolean inBoundTable;

    protected InetSock(EventLoop loop, SocketOptions options, Network network, PortSpace ports) {
        super(loop, options);
        this.network = network;
        this.ports = ports;
    }

    /** bind(2): checks in Linux's order ({@code __inet_bind}). */
    @Override
    public void bind(Address address, int port) {
        Network.AddressType type = address.isAny() ? Network.AddressType.LOCAL : network.typeOf(address);
        if (!mayBindTo(type)) {
            throw new ErrnoException("bind", Errno.EADDRNOTAVAIL);
        }
        if (port != 0 && port < ports.settings().firstUnprivileged.value() && !options.owner().privileged()) {
            throw new ErrnoException("bind", Errno.EACCES);
        }
        if (portClaim != null || !mayBindNow()) {
            throw new ErrnoException("bind", Errno.EINVAL);
        }
        local = address;
        boolean later = port == 0 && options.isOn(Option.IP_BIND_ADDRESS_NO_PORT);
        if (!later && !claimPort(port)) {
            local = Address.ANY;
            throw new ErrnoException("bind", Errno.EADDRINUSE);
        }
        addressLocked = !address.isAny();
        portLocked = port != 0;
    }

    private boolean mayBindTo(Network.AddressType type) {
        return switch (type) {
            case LOCAL, BROADCAST, MULTICAST -> true;
            default -> ports.settings().nonlocalBind.isOn() || options.isOn(Option.IP_FREEBIND);
        };
    }

    @Override
    public int portRange() {
        return (int) options.get(Option.IP_LOCAL_PORT_RANGE);
    }

    /** False in states in which bind(2) is refused. */
    protected boolean mayBindNow() {
        return true;
    }

    /**
     * Takes a port, or one of the system's choice for 0, and tells {@link #portClaimed}.
     *
     * @return false when it is in use or none is left
     */
    protected final boolean claimPort(int port) {
        portClaim = port == 0 ? ports.claimAutomatic(this) : ports.claim(this, port);
        if (portClaim == null) {
            return false;
        }
        localPort = portClaim.port();
        portClaimed();
        return true;
    }

    /** The socket has got a port by bind or its own choice: a datagram socket becomes reachable now. */
    protected void portClaimed() {}

    /** Gives the port back, if there is one. The number stays readable in {@link #localPort}. */
    protected final void releasePort() {
        if (portClaim != null) {
            portClaim.release();
            portClaim = null;
        }
    }

    /**
     * Joins the group of sockets with exactly the same address, device and owner at this port, or founds it, together with one
     * that asked to share only after it had its port. Nothing happens without SO_REUSEPORT, or in a group already.
     *
     * @param table where the others of this kind stand
     * @return false when the group is full
     */
    protected final boolean joinReuseportGroup(BoundSockets table) {
        if (!reusesPort() || reuseportGroup != null) {
            return true;
        }
        InetSock founder = null;
        for (InetSock other = table.newest(localPort); other != null && reuseportGroup == null; other = other.boundNext) {
            if (sharesPortWith(other)) {
                founder = other;
                reuseportGroup = other.reuseportGroup;
            }
        }
        if (reuseportGroup == null) {
            reuseportGroup = new ReuseportGroup();
            if (founder != null) {
                founder.reuseportGroup = reuseportGroup;
                reuseportGroup.join(founder);
            }
        }
        return reuseportGroup.join(this);
    }

    private boolean sharesPortWith(InetSock other) {
        return other != this && other.reusesPort() && !other.hasPeer() && other.uid() == uid()
                && other.boundIfindex() == boundIfindex() && other.local.equals(local);
    }

    /** Leaves its group, if it is in one. */
    protected final void leaveReuseportGroup() {
        if (reuseportGroup != null) {
            reuseportGroup.leave(this);
            reuseportGroup = null;
        }
    }

    /** Puts this socket's choices for its packets into a path. */
    protected final void applyOptions(IpPath path) {
        path.tos = (int) options.get(Option.IP_TOS);
        path.ttl = (int) options.get(path.destination.isMulticast() ? Option.IP_MULTICAST_TTL : Option.IP_TTL);
        path.pmtuDiscovery = DISCOVERIES[(int) options.get(Option.IP_MTU_DISCOVER)];
        path.mark = (int) options.get(Option.SO_MARK);
        path.priority = (int) options.get(Option.SO_PRIORITY);
    }

    /** The socket at the same port that came before this one, or null. */
    public final InetSock olderAtPort() {
        return boundNext;
    }

    /** True when it receives from one peer only. */
    public boolean hasPeer() {
        return !remote.isAny();
    }

    final boolean isBoundTo(long high, long low) {
        return local.low() == low && local.high() == high;
    }

    /** How well a packet fits, 0 for not at all (Linux {@code compute_score}). */
    final int score(long remoteHigh, long remoteLow, int fromPort, int ifindex) {
        int score = SCORE_BASE;
        if (!remote.isAny()) {
            if (remote.low() != remoteLow || remote.high() != remoteHigh) {
                return 0;
            }
            score += SCORE_MATCH;
        }
        if (remotePort != 0) {
            if (remotePort != fromPort) {
                return 0;
            }
            score += SCORE_MATCH;
        }
        int device = boundIfindex();
        if (device != 0) {
            if (device != ifindex) {
                return 0;
            }
            score += SCORE_MATCH;
        }
        return score;
    }

    @Override
    public Endpoint localEndpoint() {
        return new Endpoint(local, localPort);
    }

    @Override
    public Endpoint remoteEndpoint() {
        return hasPeer() ? new Endpoint(remote, remotePort) : null;
    }

    @Override
    public final Address localAddress() {
        return local;
    }

    @Override
    public final int boundIfindex() {
        return options.ifindex();
    }

    @Override
    public final boolean reusesAddress() {
        return options.isOn(Option.SO_REUSEADDR);
    }

    @Override
    public final boolean reusesPort() {
        return options.isOn(Option.SO_REUSEPORT);
    }

    @Override
    public final int uid() {
        return options.owner().uid();
    }

    @Override
    public boolean isListening() {
        return false;
    }

    @Override
    public final boolean isTimeWait() {
        return false;
    }

    @Override
    public final ReuseportGroup reuseportGroup() {
        return reuseportGroup;
    }
}
