package dev.wireproof.core.sock;

import dev.wireproof.core.sim.Rng;

/** Choice of a port for bind(0). */
final class AutomaticPorts {
    /** Slots of Linux's table of UDP ports; its walk steps by odd multiples of this. */
    private static final int DATAGRAM_SLOTS = 1024;

    private final PortSettings settings;
    private final Rng rng;

    AutomaticPorts(PortSettings settings, Rng rng) {
        this.settings = settings;
        this.rng = rng;
    }

    /**
     * From a random place, first the parity that connect() does not favour, then the other; with SO_REUSEADDR first in the
     * lower half of the range (Linux {@code inet_csk_find_open_port}). 0 when none is free.
     */
    int forStream(PortSpace space, PortHolder holder) {
        PortRange range = PortRange.of(settings, holder.portRange());
        int low = range.low();
        int end = range.high() + 1;
        int port = 0;
        if (holder.reusesAddress() && end - low >= 4) {
            int half = low + ((end - low >> 2) << 1);
            port = search(space, holder, low, half, true);
            port = port != 0 ? port : search(space, holder, half, end, true);
        } else {
            port = search(space, holder, low, end, true);
        }
        if (port == 0 && settings.autobindReuse.isOn()) {
            port = search(space, holder, low, end, false);
        }
        return port;
    }

    private int search(PortSpace space, PortHolder holder, int low, int end, boolean alone) {
        int span = ConnectPorts.evenSpan(end - low);
        int offset = rng.below(span) | 1;
        for (int parity = 0; parity < 2; parity++) {
            for (int i = 0; i < span; i += 2) {
                int port = low + (offset - parity + i) % span;
                if (!settings.isReserved(port) && !space.conflicts(holder, port, alone)) {
                    return port;
                }
            }
        }
        return 0;
    }

    /** A random start and a random stride over the whole range, both parities (Linux {@code udp_lib_get_port}). 0 when none is free. */
    int forDatagrams(PortSpace space, PortHolder holder) {
        PortRange range = PortRange.of(settings, holder.portRange());
        int low = range.low();
        int ports = range.high() + 1 - low;
        int draw = rng.nextInt();
        int first = low + (int) ((draw & 0xFFFF_FFFFL) * ports >>> 32);
        int stride = (draw | 1) * DATAGRAM_SLOTS;
        for (int slot = 0; slot < DATAGRAM_SLOTS; slot++) {
            int start = first + slot & 0xFFFF;
            int port = start;
            do {
                if (port >= low && port < low + ports && !settings.isReserved(port) && !space.conflicts(holder, port, true)) {
                    return port;
                }
                port = port + stride & 0xFFFF;
            } while (port != start);
        }
        return 0;
    }
}
