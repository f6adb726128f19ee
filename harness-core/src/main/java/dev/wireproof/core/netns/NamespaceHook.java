package dev.wireproof.core.netns;

/** A part that has something in every namespace of a host (Linux {@code pernet_operations}). */
public interface NamespaceHook {
    /** A namespace has been made; it has its loopback device, down. */
    void entered(NetNamespace namespace);

    /** A namespace is about to go; its devices and sockets still stand. */
    void leaving(NetNamespace namespace);
}
