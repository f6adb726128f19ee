package dev.wireproof.core.sock;

/** What all sockets of one namespace are charged for; both are 0 when every buffer has come home. */
public final class SocketMemory {
    private long received;
    private long sent;

    /** Octets of truesize in receive queues. */
    public long received() {
        return received;
    }

    /** Octets of truesize on their way out. */
    public long sent() {
        return sent;
    }

    void addReceived(int octets) {
        received += octets;
    }

    void addSent(int octets) {
        sent += octets;
    }
}
