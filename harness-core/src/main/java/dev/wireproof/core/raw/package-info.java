/**
 * Sockets below the transports: ping sockets (datagram sockets of protocol ICMP) and raw sockets (Linux net/ipv4/ping.c and
 * raw.c; facts H.7).
 *
 * <p>Refuses ports: a ping socket has an echo identifier, a raw socket a protocol number. Read {@link
 * dev.wireproof.core.raw.MessageSock} first.
 */
package dev.wireproof.core.raw;
