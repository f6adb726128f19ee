package dev.wireproof.core.base;

/** The four values that name a connection, seen from one host. Ports are 0 to 65535; 0 and {@link Address#ANY} are wildcards. */
public record Flow(Address local, int localPort, Address remote, int remotePort) {
    /** The same connection seen from the other host. */
    public Flow reversed() {
        return new Flow(remote, remotePort, local, localPort);
    }

    /** Of the two sides from which a connection is seen, one is the first: the lower address, or on one address the lower port. */
    public boolean isFromFirst() {
        int order = local.compareTo(remote);
        return order != 0 ? order < 0 : localPort <= remotePort;
    }

    @Override
    public String toString() {
        return local + ":" + localPort + " <-> " + remote + ":" + remotePort;
    }
}
