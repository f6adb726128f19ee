package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.skb.SkBuff;

/** All that a transport knows of the network layer; implemented for IPv4 now. */
public interface Network {
    /** Octets of a header without options. */
    int headerSize();

    /**
     * Opens a way to a destination: routes it and chooses the source address (facts 3.6).
     *
     * @param source wanted source, or {@link Address#ANY} to have one chosen
     * @param ifindex device to use, or 0
     * @return the path, or an answer with the errno (ENETUNREACH, EHOSTUNREACH, EACCES, EINVAL)
     */
    PathAnswer open(Address source, Address destination, int protocol, int ifindex);

    /**
     * Sends a transport packet along a path: header, LOCAL_OUT, POST_ROUTING, fragmentation, neighbour (Linux {@code
     * ip_queue_xmit}). {@code skb.data()} is the transport header, its checksum done. The buffer is consumed in every case.
     *
     * @return OK, or EPERM for a hook's drop, EMSGSIZE, ENETUNREACH, ENOBUFS, EINVAL
     */
    Errno transmit(SkBuff skb, IpPath path);

    /** Largest packet, header included, that fits the path now (path MTU, facts 3.10). */
    int mtu(IpPath path);

    /**
     * What is known of the path, whatever discovery the path uses (Linux {@code dst_mtu}). While the route has changed and no packet
     * has taken the new one, the smaller of both.
     */
    default int pathMtu(IpPath path) {
        return mtu(path);
    }

    /** True when packets of the path have DF set as far as they fit (Linux {@code ip_dont_fragment}). */
    default boolean forbidsFragments(IpPath path) {
        return true;
    }

    /** Most segments that a transport may send in one go on this path (Linux {@code sk_gso_max_segs}); 1 for one by one. */
    default int superSegments(IpPath path) {
        return 1;
    }

    /** True when the device of this path holds packets until their time of departure (Linux {@code SK_PACING_FQ}). */
    default boolean paces(IpPath path) {
        return false;
    }

    /** Learned path MTU from "fragmentation needed" (Linux {@code ipv4_update_pmtu}). */
    void updateMtu(IpPath path, int mtu);

    /** As {@link #updateMtu(IpPath, int)}, for a sender that keeps no path. */
    void updateMtu(Address destination, int mtu);

    /** What the path's route tells transports; {@link RouteMetrics#NONE} when it says nothing. */
    RouteMetrics metrics(IpPath path);

    /** Partial checksum of the pseudo-header of a received buffer (addresses, {@link SkBuff#ipProtocol}, {@code length}). */
    long pseudoHeaderSum(SkBuff skb, int length);

    /** Partial checksum of the pseudo-header of a packet on a path. */
    long pseudoHeaderSum(IpPath path, int length);

    /**
     * Writes the pseudo-header of a TCP segment, for signatures.
     *
     * @param length octets of header and text
     * @param into at least 40 octets
     * @return octets written
     */
    int pseudoHeader(Address source, Address destination, int length, byte[] into);

    /** What an address is to this host. */
    AddressType typeOf(Address address);

    /** Tells the neighbour of the path that it is alive (Linux {@code dst_confirm_neigh}). */
    void confirm(IpPath path);

    /** Answers a received transport packet with an ICMP error, for instance 3/3; the buffer stays the caller's. */
    void reject(SkBuff skb, int type, int code);

    /** Announces a transport for its protocol number; once a number. */
    void register(TransportProtocol transport);

    /** What an address is to a host (Linux {@code inet_addr_type}). */
    enum AddressType {
        LOCAL,
        UNICAST,
        BROADCAST,
        MULTICAST,
        UNREACHABLE
    }

    /**
     * A path or the reason why there is none.
     *
     * @param path null when {@code errno} is not OK
     */
    record PathAnswer(IpPath path, Errno errno) {}
}
