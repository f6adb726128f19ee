package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;

/** Whoever holds a local port: a socket, or what is left of one in TIME_WAIT. */
public interface PortHolder {
    /** Local address it receives on; {@link Address#ANY} for all. */
    Address localAddress();

    /** Device it is bound to, or 0. */
    int boundIfindex();

    /** SO_REUSEADDR, as it is now. */
    boolean reusesAddress();

    /** SO_REUSEPORT, as it is now. */
    boolean reusesPort();

    /** Owner's user number. */
    int uid();

    boolean isListening();

    /** IP_LOCAL_PORT_RANGE: last port in the upper half, first in the lower; 0 for the namespace's range. */
    default int portRange() {
        return 0;
    }

    /** True for what is left of a connection in TIME_WAIT. */
    boolean isTimeWait();

    /** The SO_REUSEPORT group it is in, or null. */
    ReuseportGroup reuseportGroup();
}
