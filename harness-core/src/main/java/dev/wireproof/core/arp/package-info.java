/**
 * ARP for IPv4 on Ethernet (RFC 826): answers requests, asks for the neighbour table, and merges what others say into it.
 *
 * <p>Refuses to hold state of its own: what is known of neighbours stands in {@link dev.wireproof.core.neigh}. Read {@link
 * dev.wireproof.core.arp.ArpProtocol} first.
 */
package dev.wireproof.core.arp;
