package dev.wireproof.core.dev;

import dev.wireproof.core.base.Invariant;
import java.util.Arrays;

/** Who receives which EtherType in one namespace (Linux {@code dev_add_pack}). Few entries, so a look-up is a short scan. */
public final class PacketTypes {
    private int[] types = {};
    private PacketHandler[] handlers = {};

    /** Registers the one handler of an EtherType. */
    public void register(int etherType, PacketHandler handler) {
        Invariant.check(handlerOf(etherType) == null, "EtherType has a handler already");
        types = Arrays.copyOf(types, types.length + 1);
        handlers = Arrays.copyOf(handlers, types.length);
        types[types.length - 1] = etherType;
        handlers[types.length - 1] = handler;
    }

    /** The handler, or null. */
    public PacketHandler handlerOf(int etherType) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == etherType) {
                return handlers[i];
            }
        }
        return null;
    }
}
