package dev.wireproof.core.ip;

/** The transports of a namespace by protocol number (Linux {@code inet_protos}). */
final class Transports {
    private final TransportProtocol[] byNumber = new TransportProtocol[256];

    TransportProtocol of(int number) {
        return byNumber[number];
    }

    void add(TransportProtocol transport) {
        byNumber[transport.number()] = transport;
    }
}
