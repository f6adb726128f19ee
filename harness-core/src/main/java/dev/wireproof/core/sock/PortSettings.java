package dev.wireproof.core.sock;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import java.util.BitSet;

/** Sysctls about ports in one namespace, shared by its protocols. */
public final class PortSettings {
    /** First and last automatic port. */
    public final Setting range;
    /** Ports below need privilege. */
    public final Setting firstUnprivileged;
    /** 1 lets sockets bind to addresses that are not local. */
    public final Setting nonlocalBind;
    /** 1 lets bind(0) share a port among sockets with SO_REUSEADDR when no free one is left. */
    public final Setting autobindReuse;
    /** Ports that are never chosen automatically, such as {@code 8080,9148-9150}. */
    public final Setting reservedPorts;
    private BitSet reserved = new BitSet();

    public PortSettings(Sysctls sysctls) {
        range = sysctls.row("net.ipv4.ip_local_port_range", 1, 65535, 32768, 60999);
        firstUnprivileged = sysctls.number("net.ipv4.ip_unprivileged_port_start", 1024, 0, 65535);
        nonlocalBind = sysctls.number("net.ipv4.ip_nonlocal_bind", 0, 0, 1);
        reservedPorts = sysctls.text("net.ipv4.ip_local_reserved_ports", "", words -> PortList.words(PortList.parse(words)));
        reservedPorts.onChange(() -> reserved = PortList.parse(reservedPorts.text()));
        autobindReuse = sysctls.number("net.ipv4.ip_autobind_reuse", 0, 0, 1);
    }

    boolean isReserved(int port) {
        return reserved.get(port);
    }

    int low() {
        return (int) range.value(0);
    }

    int high() {
        return (int) range.value(1);
    }
}
