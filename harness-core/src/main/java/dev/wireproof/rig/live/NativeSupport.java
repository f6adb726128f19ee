package dev.wireproof.rig.live;

import com.sun.jna.Native;
import java.io.File;
import java.util.Optional;

/** Says whether this machine can run the live side, and if not, why not. */
public final class NativeSupport {
    private NativeSupport() {
    }

    /**
     * The first thing that is missing, as one line for a person; empty when TAP devices, namespaces and kernel
     * sockets work here.
     */
    public static Optional<String> obstacle() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.of("needs Linux, this is " + System.getProperty("os.name"));
        }
        try {
            if (Native.LONG_SIZE != 8) {
                return Optional.of("needs a 64-bit JVM");
            }
            if (LibC.geteuid() != 0) {
                return Optional.of("needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN)");
            }
        } catch (LinkageError notLoaded) {
            return Optional.of("cannot load the native access library: " + notLoaded.getMessage());
        }
        if (!new File("/dev/net/tun").canWrite()) {
            return Optional.of("needs /dev/net/tun, which is absent or not writable");
        }
        return machineObstacle();
    }

    private static Optional<String> machineObstacle() {
        try {
            Command.find("ip");
            NamespaceThread.anonymous("probe").close();
            return Optional.empty();
        } catch (LiveSetupException missing) {
            return Optional.of(missing.getMessage());
        }
    }

    /**
     * Does nothing where the live side works.
     *
     * @throws LiveSetupException elsewhere, saying what is missing
     */
    public static void require() {
        obstacle().ifPresent(missing -> {
            throw new LiveSetupException(missing);
        });
    }
}
