package dev.wireproof.core.skb;

/**
 * Why a frame ended inside a host without being delivered (Linux {@code enum skb_drop_reason}, names shortened). Each reason
 * is produced by at least one scenario.
 */
public enum DropReason {
    /** The receive ring had no free descriptor: the device dropped it before the kernel saw it. */
    RX_RING_FULL,
    /** The device or its peer is down or has no carrier. */
    DEVICE_DOWN,
    /** The per-processor backlog was full. */
    BACKLOG_FULL,
    /** The queueing discipline was full. */
    QDISC_FULL,
    /** Longer than the outgoing device can carry. */
    TOO_LONG,
    /** Frame shorter than its link header. */
    LINK_HEADER,
    /** No handler for the EtherType. */
    NO_PACKET_HANDLER,
    /** Addressed to another host's link address. */
    OTHERHOST,
    /** Frame or header shorter than it must be, or with impossible lengths. */
    IP_HEADER,
    /** Malformed IP options, or a source route. */
    IP_OPTIONS,
    /** IP header checksum. */
    IP_CHECKSUM,
    /** Frame shorter than the total length says. */
    IP_TRUNCATED,
    /** Source or destination that must not appear here. */
    MARTIAN,
    /** Reverse path filter. */
    RP_FILTER,
    /** No route, or not ours and not forwarding. */
    NO_ROUTE,
    /** A hook function said DROP. */
    HOOK_DROP,
    /** TTL used up on forwarding. */
    TTL_EXCEEDED,
    /** Needs fragmentation, and DF is set. */
    FRAGMENTATION_NEEDED,
    /** Fragment of a datagram that timed out. */
    REASSEMBLY_TIMEOUT,
    /** Overlapping or contradictory fragments. */
    REASSEMBLY_BAD,
    /** Fragment of which everything had arrived before. */
    REASSEMBLY_DUPLICATE,
    /** No memory left for fragments. */
    REASSEMBLY_MEMORY,
    /** No handler for the IP protocol. */
    NO_PROTOCOL,
    /** Malformed or ignored ARP. */
    ARP_BAD,
    /** Neighbour could not be resolved. */
    NEIGHBOUR_FAILED,
    /** Pushed out of the queue of an unresolved neighbour. */
    NEIGHBOUR_QUEUE_FULL,
    /** Malformed ICMP or ICMP that is ignored. */
    ICMP_BAD,
    /** Malformed UDP: length or checksum. */
    UDP_BAD,
    /** No socket for the port. */
    NO_SOCKET,
    /** Socket receive buffer full. */
    SOCKET_BUFFER_FULL,
    /** Malformed TCP header. */
    TCP_HEADER,
    /** TCP signature missing, unexpected or wrong. */
    TCP_SIGNATURE,
    /** TCP checksum. */
    TCP_CHECKSUM,
    /** Segment not acceptable in its state (RFC 9293 section 3.10.7). */
    TCP_UNACCEPTABLE,
    /** It came from farther away than IP_MINTTL allows. */
    TCP_MIN_TTL,
    /** Accept queue or SYN queue full. */
    LISTEN_OVERFLOW,
    /** The owner of the queue went away: socket closed, device removed, host torn down. */
    FLUSHED
}
