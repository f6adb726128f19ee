package dev.wireproof.rig.live;

/**
 * What a {@link TapNamespace} shall contain.
 *
 * @param namespace its name, which other programs then reach by {@code ip netns exec NAME}; empty for an anonymous one
 * @param tap the TAP interface's name
 * @param address the kernel's own IPv4 address on it, dotted
 * @param prefixLength 0 to 32
 * @param mtu in bytes, 68 to 65535
 * @param mac the interface's hardware address, or empty for one of the kernel's choice
 */
public record TapPlan(String namespace, String tap, String address, int prefixLength, int mtu, String mac) {
    /** An anonymous namespace with {@code tap0} at 192.0.2.1/24, MTU 1500, and a fixed hardware address. */
    public static final TapPlan DEFAULT = new TapPlan("", "tap0", "192.0.2.1", 24, 1500, "02:00:00:00:00:01");

    /** The same in the namespace {@code name}. */
    public TapPlan inNamespace(String name) {
        return new TapPlan(name, tap, address, prefixLength, mtu, mac);
    }

    /** The same with the interface called {@code name}. */
    public TapPlan tap(String name) {
        return new TapPlan(namespace, name, address, prefixLength, mtu, mac);
    }

    /** The same with the kernel at {@code dotted}/{@code length}. */
    public TapPlan address(String dotted, int length) {
        return new TapPlan(namespace, tap, dotted, length, mtu, mac);
    }

    /** The same with another MTU. */
    public TapPlan mtu(int bytes) {
        return new TapPlan(namespace, tap, address, prefixLength, bytes, mac);
    }

    /** The same with another hardware address. */
    public TapPlan mac(String colons) {
        return new TapPlan(namespace, tap, address, prefixLength, mtu, colons);
    }
}
