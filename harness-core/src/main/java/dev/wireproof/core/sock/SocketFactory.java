package dev.wireproof.core.sock;

/** Makes the sockets of one protocol in one namespace (Linux {@code inet_protosw}). */
public interface SocketFactory {
    /**
     * @param protocol IP protocol number; a raw socket's own
     * @throws dev.wireproof.core.base.ErrnoException EPERM when the protocol needs privilege
     */
    Sock create(Credentials who, int protocol);
}
