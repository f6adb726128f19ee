package dev.wireproof.core.tcp.recovery;

/** Recovery states with the numbers of TCP_INFO (Linux {@code tcp_ca_state}). */
public enum CaState {
    OPEN,
    DISORDER,
    CWR,
    RECOVERY,
    LOSS
}
