package dev.wireproof.core.route;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;

/**
 * One address of an interface (Linux {@code in_ifaddr}).
 *
 * @param cidr the address with its subnet's length
 * @param secondary another address of the same subnet was there first
 */
public record InterfaceAddress(Cidr cidr, RouteScope scope, boolean secondary) {
    public Address local() {
        return cidr.address();
    }

    /** Directed broadcast of the subnet, or null for /31 and /32. */
    public Address broadcast() {
        return cidr.length() < 31 ? cidr.broadcast() : null;
    }
}
