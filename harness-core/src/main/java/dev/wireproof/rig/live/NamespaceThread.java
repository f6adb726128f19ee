package dev.wireproof.rig.live;

import com.sun.jna.Native;
import dev.wireproof.core.base.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One platform thread that lives in a network namespace of its own (setns(2), unshare(2)).
 *
 * <p>Only this thread moves; the rest of the JVM stays where it is. What the thread opens (TAP devices, sockets) and
 * the children it starts belong to its namespace for ever; the descriptors may be used from any thread afterwards.
 */
public final class NamespaceThread implements AutoCloseable {
    private static final Path NAMED = Path.of("/var/run/netns");
    private static final Path SYSCTLS = Path.of("/proc/sys");

    private final String label;
    private final ExecutorService executor;
    private volatile Thread thread;

    private NamespaceThread(String label) {
        this.label = label;
        this.executor = Executors.newSingleThreadExecutor(this::makeThread);
    }

    private Thread makeThread(Runnable body) {
        Thread made = new Thread(body, "netns-" + label);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    /**
     * Enters a fresh namespace that nobody else can name; it ends with this thread and the descriptors opened in it,
     * also after a crash.
     *
     * @param label names the thread and appears in messages
     * @throws LiveSetupException when the machine refuses, for example without CAP_SYS_ADMIN
     */
    public static NamespaceThread anonymous(String label) {
        NamespaceThread made = new NamespaceThread(label);
        made.enter("cannot make a network namespace", () -> LibC.unshare(LibC.CLONE_NEWNET));
        return made;
    }

    /**
     * Enters the namespace that {@code ip netns add} made.
     *
     * @throws LiveSetupException when there is none of that name or the machine refuses
     */
    public static NamespaceThread named(String namespace) {
        NamespaceThread made = new NamespaceThread(namespace);
        made.enter("cannot enter network namespace " + namespace, () -> enterNamed(namespace));
        return made;
    }

    private static int enterNamed(String namespace) {
        int fd = LibC.open(NAMED.resolve(namespace).toString(), LibC.O_RDONLY | LibC.O_CLOEXEC);
        if (fd < 0) {
            return fd;
        }
        int entered = LibC.setns(fd, LibC.CLONE_NEWNET);
        int errno = Native.getLastError();
        LibC.close(fd);
        Native.setLastError(errno);
        return entered;
    }

    private void enter(String failure, Callable<Integer> how) {
        try {
            call(() -> LibC.check("setns", how.call()));
        } catch (ErrnoException refused) {
            close();
            throw new LiveSetupException(failure + ": " + refused.errno(), refused);
        }
    }

    /**
     * Runs {@code body} inside the namespace and waits for its result. Its unchecked exceptions come out unchanged;
     * an {@link IOException} comes out as {@link UncheckedIOException}.
     */
    public <T> T call(Callable<T> body) {
        if (Thread.currentThread() == thread) {
            return callHere(body);
        }
        try {
            return executor.submit(() -> callHere(body)).get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + label, stop);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        }
    }

    private static <T> T callHere(Callable<T> body) {
        try {
            return body.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
    }

    /**
     * Runs a program inside the namespace to its end.
     *
     * @param words the program and its arguments; {@code /usr/sbin} and {@code /sbin} are searched too
     * @return what it printed, standard error included
     * @throws LiveSetupException when it is not installed or ends with a non-zero code; the message quotes its output
     */
    public String command(String... words) {
        return call(() -> Command.run(words));
    }

    /**
     * Starts a program inside the namespace and does not wait for it; standard error joins standard output.
     *
     * @throws LiveSetupException when it is not installed
     */
    public Process start(String... words) {
        return call(() -> Command.start(words));
    }

    /**
     * Reads a sysctl of this namespace.
     *
     * @param name dotted, for example {@code net.ipv4.tcp_sack}
     * @throws LiveSetupException when there is none of that name
     */
    public String sysctl(String name) {
        return call(() -> {
            try {
                return Files.readString(sysctlFile(name), StandardCharsets.US_ASCII).strip();
            } catch (IOException failed) {
                throw new LiveSetupException("cannot read sysctl " + name + ": " + failed.getMessage(), failed);
            }
        });
    }

    /**
     * Sets a sysctl of this namespace.
     *
     * @throws LiveSetupException when there is none of that name or the kernel refuses the value
     */
    public void sysctl(String name, String value) {
        call(() -> {
            try {
                return Files.writeString(sysctlFile(name), value, StandardCharsets.US_ASCII);
            } catch (IOException failed) {
                throw new LiveSetupException("cannot set sysctl " + name + " to \"" + value + "\": "
                        + failed.getMessage(), failed);
            }
        });
    }

    /** The file behind a sysctl; as in sysctl(8) a slash inside the dotted name stands for a dot (VLAN devices). */
    private static Path sysctlFile(String name) {
        StringBuilder path = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            path.append(c == '.' ? '/' : c == '/' ? '.' : c);
        }
        return SYSCTLS.resolve(path.toString());
    }

    /** Ends the thread once its current call has returned. */
    @Override
    public void close() {
        executor.shutdown();
    }

    @Override
    public String toString() {
        return "netns " + label;
    }
}
