package dev.wireproof.core.sock;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** Sysctls of one namespace that sockets of all protocols read (facts appendix A), and the memory they use together. */
public final class SocketSettings {
    /** Default SO_RCVBUF in octets; TCP has its own. */
    public final Setting receiveDefault;
    /** Cap of SO_RCVBUF before doubling. */
    public final Setting receiveMaximum;
    /** Default SO_SNDBUF in octets; TCP has its own. */
    public final Setting sendDefault;
    /** Cap of SO_SNDBUF before doubling. */
    public final Setting sendMaximum;
    /** Cap of the backlog given to listen(2). */
    public final Setting listenMaximum;

    /** What the sockets of the namespace are charged for. */
    public final SocketMemory memory = new SocketMemory();

    public SocketSettings(Sysctls sysctls) {
        receiveDefault = sysctls.number("net.core.rmem_default", 212_992, SocketOptions.MIN_RECEIVE_BUFFER, Integer.MAX_VALUE);
        receiveMaximum = sysctls.number("net.core.rmem_max", 4_194_304, SocketOptions.MIN_RECEIVE_BUFFER, Integer.MAX_VALUE);
        sendDefault = sysctls.number("net.core.wmem_default", 212_992, SocketOptions.MIN_SEND_BUFFER, Integer.MAX_VALUE);
        sendMaximum = sysctls.number("net.core.wmem_max", 4_194_304, SocketOptions.MIN_SEND_BUFFER, Integer.MAX_VALUE);
        listenMaximum = sysctls.number("net.core.somaxconn", 4096, 0, Integer.MAX_VALUE);
    }
}
