package dev.wireproof.core.sock;

import dev.wireproof.core.sock.Sock.Endpoint;

/**
 * One socket in a listing (facts 12.3).
 *
 * @param protocol {@code tcp}, {@code udp} or {@code raw}
 * @param state as {@code ss} prints it, such as {@code ESTAB}, {@code TIME-WAIT} or {@code UNCONN}
 * @param receiveQueue TCP: unread octets, or connections that wait in a listener; UDP: octets of truesize
 * @param sendQueue TCP: octets not acknowledged, or the backlog of a listener; UDP: octets of truesize
 * @param remote null without a peer
 * @param timer what {@code ss -o} prints in its brackets, such as {@code on,200ms,0}; empty without a timer
 */
public record SocketRow(String protocol, String state, long receiveQueue, long sendQueue, Endpoint local, Endpoint remote, String timer) {}
