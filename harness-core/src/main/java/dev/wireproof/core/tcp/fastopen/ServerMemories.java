package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.base.Address;

/** Where clients keep what they remember of servers. */
public interface ServerMemories {
    /** What is remembered for this way, or null. */
    ServerMemory find(Address local, Address remote);

    /** What is remembered for this way; an empty memory when there was none. */
    ServerMemory findOrMake(Address local, Address remote);
}
