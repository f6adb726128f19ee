package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.DeviceRegistry;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketFactory;
import dev.wireproof.core.sock.SocketType;
import java.util.ArrayList;
import java.util.List;

/** Which protocol a call of socket(2) means, in one namespace (Linux {@code inetsw}). */
public final class SocketProtocols {
    /** Protocol argument that leaves the choice to the type. */
    public static final int DEFAULT = 0;

    private record Entry(SocketType type, int protocol, SocketFactory factory) {}

    private final List<Entry> entries = new ArrayList<>();
    private final DeviceRegistry devices;

    /** @param devices of the namespace, for options that name one */
    public SocketProtocols(DeviceRegistry devices) {
        this.devices = devices;
    }

    /** Index of a device, 0 for an empty name. ENODEV when there is none. */
    int ifindexOf(String device) {
        NetDevice found = devices.byName(device);
        if (found == null && !device.isEmpty()) {
            throw new ErrnoException("setsockopt SO_BINDTODEVICE", Errno.ENODEV);
        }
        return found == null ? 0 : found.ifindex();
    }

    /** Announces the protocol that a type means by default. The one of RAW serves every protocol number. */
    public void register(SocketType type, int protocol, SocketFactory factory) {
        for (Entry e : entries) {
            Invariant.check(e.type != type || e.protocol != protocol, "socket protocol registered twice");
        }
        entries.add(new Entry(type, protocol, factory));
    }

    /**
     * Makes a socket.
     *
     * @throws ErrnoException ESOCKTNOSUPPORT for a type nobody serves, EPROTONOSUPPORT for a protocol that does not fit it
     */
    Sock create(SocketType type, int protocol, Credentials who) {
        Errno why = Errno.ESOCKTNOSUPPORT;
        for (Entry e : entries) {
            if (e.type == type) {
                boolean any = type == SocketType.RAW ? protocol != DEFAULT : protocol == DEFAULT;
                if (any || e.protocol == protocol && protocol != DEFAULT) {
                    return e.factory.create(who, type == SocketType.RAW ? protocol : e.protocol);
                }
                why = Errno.EPROTONOSUPPORT;
            }
        }
        throw new ErrnoException("socket", why);
    }
}
