package dev.wireproof.rig.live;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A network namespace with one TAP interface in it: the kernel's stack on one side, this program on the other.
 *
 * <p>Loopback is up, IPv6 is off (no router solicitations or group reports in captures), offloads are off, and segments
 * are never bundled, or tcp_tso_should_defer would hold some back to send several at once. Everything is gone after
 * {@link #close}, at the end of the JVM, and, for a named one, at the latest when the same name is used again after a
 * crash.
 */
public final class TapNamespace implements AutoCloseable {
    private final NamespaceClaim claim;
    private final NamespaceThread thread;
    private final TapDevice tap;
    private final Thread atExit = new Thread(this::release, "netns-remove");

    private TapNamespace(NamespaceClaim claim, NamespaceThread thread, TapDevice tap) {
        this.claim = claim;
        this.thread = thread;
        this.tap = tap;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Makes what {@code plan} says; the interface is up when this returns.
     *
     * @throws LiveSetupException with one clear line when something is missing, taken or refused
     */
    public static TapNamespace create(TapPlan plan) {
        NativeSupport.require();
        NamespaceClaim claim = plan.namespace().isEmpty() ? null : claim(plan.namespace());
        NamespaceThread thread = null;
        TapDevice tap = null;
        try {
            thread = claim == null ? NamespaceThread.anonymous(plan.tap()) : NamespaceThread.named(plan.namespace());
            tap = thread.call(() -> TapDevice.open(plan.tap()));
            configure(thread, plan);
            return new TapNamespace(claim, thread, tap);
        } catch (RuntimeException failure) {
            release(claim, thread, tap);
            throw failure;
        }
    }

    private static NamespaceClaim claim(String namespace) {
        try {
            return NamespaceClaim.take(namespace);
        } catch (IOException failed) {
            throw new LiveSetupException("cannot claim namespace " + namespace + ": " + failed.getMessage(), failed);
        }
    }

    private static void configure(NamespaceThread thread, TapPlan plan) {
        thread.sysctl("net.ipv6.conf.all.disable_ipv6", "1");
        thread.sysctl("net.ipv6.conf.default.disable_ipv6", "1");
        thread.command("ip", "link", "set", "lo", "up");
        thread.command("ip", "link", "set", plan.tap(), "mtu", Integer.toString(plan.mtu()));
        thread.command("ip", "link", "set", plan.tap(), "gso_max_segs", "1");
        if (!plan.mac().isEmpty()) {
            thread.command("ip", "link", "set", plan.tap(), "address", plan.mac());
        }
        thread.command("ip", "address", "add", plan.address() + "/" + plan.prefixLength(), "dev", plan.tap());
        thread.command("ip", "link", "set", plan.tap(), "up");
    }

    /** The thread that lives in the namespace. */
    public NamespaceThread thread() {
        return thread;
    }

    /** The program's end of the cable. */
    public TapDevice tap() {
        return tap;
    }

    /** Removes the interface and the namespace; harmless when repeated. */
    @Override
    public void close() {
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            return;
        }
    }

    private void release() {
        release(claim, thread, tap);
    }

    private static void release(NamespaceClaim claim, NamespaceThread thread, TapDevice tap) {
        if (tap != null) {
            tap.close();
        }
        if (thread != null) {
            thread.close();
        }
        if (claim != null) {
            try {
                claim.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
