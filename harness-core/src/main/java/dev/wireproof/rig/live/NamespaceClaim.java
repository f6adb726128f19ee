package dev.wireproof.rig.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to one named network namespace, made and removed by this process.
 *
 * <p>A file beside the namespace says that we made it, and a lock on that file, which the kernel drops when the process
 * dies, says that it is in use. So a namespace left by a crash is recognised and replaced, and nobody else's is touched.
 */
final class NamespaceClaim implements AutoCloseable {
    private static final Path CLAIMS = Path.of("/run/wireproof-netns");
    private static final Path NAMED = Path.of("/var/run/netns");
    private static final byte[] OURS = {'o', 'u', 'r', 's', '\n'};

    private final String name;
    private final Path file;
    private final FileChannel channel;
    private boolean released;

    private NamespaceClaim(String name, Path file, FileChannel channel) {
        this.name = name;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the namespace, first removing one that a crashed run of ours left behind.
     *
     * @throws LiveSetupException when it is in use, or exists and is not ours
     */
    static NamespaceClaim take(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")) {
            throw new LiveSetupException("\"" + name
                    + "\" is no namespace name: 1 to 64 letters, digits, _ . - expected, not starting with . or -");
        }
        Files.createDirectories(CLAIMS);
        Path file = CLAIMS.resolve(name);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(name, channel);
            removeStale(name, channel);
            channel.write(ByteBuffer.wrap(OURS), 0);
            Command.run("ip", "netns", "add", name);
            return new NamespaceClaim(name, file, channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void lock(String name, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            throw new LiveSetupException("namespace " + name + " is in use by another run; choose another name");
        }
    }

    private static void removeStale(String name, FileChannel channel) throws IOException {
        if (!Files.exists(NAMED.resolve(name))) {
            return;
        }
        if (channel.size() == 0) {
            throw new LiveSetupException("namespace " + name + " exists and was not made by this program;"
                    + " choose another name, or remove it with: ip netns delete " + name);
        }
        Command.run("ip", "netns", "delete", name);
    }

    /** Removes the namespace and gives the name back; harmless when repeated. */
    @Override
    public synchronized void close() throws IOException {
        if (released) {
            return;
        }
        released = true;
        try {
            Command.run("ip", "netns", "delete", name);
            Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
