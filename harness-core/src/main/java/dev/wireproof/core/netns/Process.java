package dev.wireproof.core.netns;

import dev.wireproof.core.syscall.DescriptorTable;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.core.sock.Credentials;

/** A program on a host: its namespace, its user and its descriptors. The code of the program is the scenario's. */
public final class Process {
    private final String name;
    private final NetNamespace namespace;
    private final Credentials credentials;
    private final DescriptorTable descriptors;
    private final SocketApi calls;
    private boolean exited;

    Process(String name, NetNamespace namespace, Credentials credentials) {
        this.name = name;
        this.namespace = namespace;
        this.credentials = credentials;
        this.descriptors = new DescriptorTable(namespace.kernel().fileLimits());
        this.calls = new SocketApi(namespace.kernel().loop(), namespace.protocols(), credentials, descriptors);
    }

    public String name() {
        return name;
    }

    public NetNamespace namespace() {
        return namespace;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** The calls it makes. */
    public SocketApi calls() {
        return calls;
    }

    public DescriptorTable descriptors() {
        return descriptors;
    }

    /** Ends it: all its descriptors are closed. A second call does nothing. */
    public void exit() {
        if (!exited) {
            exited = true;
            descriptors.closeAll();
            namespace.kernel().exited(this);
        }
    }
}
