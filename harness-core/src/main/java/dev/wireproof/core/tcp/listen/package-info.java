/**
 * Passive opens: the queue of half-open requests, the queue of connections that wait for accept(), and segments that arrive at
 * either (RFC 9293 section 3.10.7.2; facts 8.2 to 8.5); handshakes that nobody keeps (SYN cookies, facts 8.6), and children that are there
 * before their handshake ends (Fast Open).
 *
 * <p>A request is a small object; a connection is made when the handshake ends. Read {@code Listener}, {@code ListenArrival},
 * {@code RequestArrival}.
 */
package dev.wireproof.core.tcp.listen;
