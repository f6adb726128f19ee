package dev.wireproof.core.base;

/** The four values that name a connection, seen from one host. Ports are 0 to 65535; 0 and {@link Address#ANY} are wildcards. */
public record Flow(Address local, int localPort, Address remote, int remotePort) {
    /** The same connection seen from the other host. */
    public Flow reversed() {
        return new Flow(remote, remotePort, local, localPort);
    }

    @Override
    public String toString() {
        return local + ":" + localPort + " <-> " + remote + ":" + remotePort;
    }
}
