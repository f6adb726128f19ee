package dev.wireproof.core.route;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.dev.NetDevice;

/** May a packet with this source come in here? (RFC 3704; Linux {@code fib_validate_source}, facts 3.3.) */
final class SourceCheck {
    /** What the check says. */
    enum Answer {
        ACCEPT,
        MARTIAN,
        REVERSE_PATH
    }

    private final Fib fib;
    private final Interfaces interfaces;

    SourceCheck(Fib fib, Interfaces interfaces) {
        this.fib = fib;
        this.interfaces = interfaces;
    }

    /** @param out the device a forwarded packet leaves by, or null for a packet to this host */
    Answer check(int source, NetDevice in, NetDevice out) {
        InterfaceAddresses own = interfaces.of(in);
        InterfaceSettings settings = own.settings();
        if (settings.rpFilter() == 0 && (in != out || !settings.sendsRedirects())) {
            boolean ours = !settings.acceptsLocalSources() && fib.typeOf(source, null) == RouteType.LOCAL;
            return ours ? Answer.MARTIAN : Answer.ACCEPT;
        }
        return reversePath(source, in, own);
    }

    private Answer reversePath(int source, NetDevice in, InterfaceAddresses own) {
        int filter = own.settings().rpFilter();
        Route back = fib.lookup(source, 0, RouteScope.UNIVERSE);
        if (back == null || back.type().errno() != Errno.OK) {
            return filter == 0 ? Answer.ACCEPT : Answer.REVERSE_PATH;
        }
        boolean local = back.type() == RouteType.LOCAL;
        if (back.type() != RouteType.UNICAST && !(local && own.settings().acceptsLocalSources())) {
            return Answer.MARTIAN;
        }
        if (back.device() == in || local && in.ifindex() == Interfaces.LOOPBACK_INDEX) {
            return Answer.ACCEPT;
        }
        if (own.addresses().isEmpty()) {
            return filter == 0 ? Answer.ACCEPT : Answer.REVERSE_PATH;
        }
        return filter == 1 ? Answer.REVERSE_PATH : Answer.ACCEPT;
    }
}
