/**
 * UDP (RFC 768) as Linux does it: {@link dev.wireproof.core.udp.Udp} receives and finds the socket, {@link
 * dev.wireproof.core.udp.UdpSock} queues, reads and sends.
 *
 * <p>Refuses streams and address families. Read {@code Udp.receive} first.
 */
package dev.wireproof.core.udp;
