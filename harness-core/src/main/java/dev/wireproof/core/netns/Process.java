package dev.wireproof.core.netns;

import dev.wireproof.core.sim.Task;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.syscall.DescriptorTable;
import dev.wireproof.core.syscall.SocketApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A program on a host: its namespace, its user and its descriptors. The code of the
 * program is the scenario's: it makes {@link #calls} on its own thread, or runs as tasks ({@link #start}). */
public final class Process {
    private final String name;
    private final NetNamespace namespace;
    private final Credentials credentials;
    private final DescriptorTable descriptors;
    private final SocketApi calls;
    private final List<Task> tasks = new ArrayList<>();
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

    /** Lets it run code that may block; the first turn comes later at this instant. */
    public Task start(Consumer<SocketApi> body) {
        Task task = Task.start(namespace.kernel().loop(), name, () -> body.accept(calls));
        tasks.add(task);
        return task;
    }

    /** Tasks that have not ended. */
    int running() {
        int count = 0;
        for (Task t : tasks) {
            count += t.isDone() ? 0 : 1;
        }
        return count;
    }

    /**
     * Ends it: its tasks are unwound and all its descriptors are closed. A second call does nothing. Called on the scenario's own
     * thread while tasks of it are blocked.
     */
    public void exit() {
        if (!exited) {
            exited = true;
            tasks.forEach(Task::cancel);
            descriptors.closeAll();
            namespace.kernel().exited(this);
        }
    }
}
