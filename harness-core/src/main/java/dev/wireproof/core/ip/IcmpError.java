package dev.wireproof.core.ip;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;

/**
 * An ICMP error as transports and sockets see it (facts 5.6).
 *
 * @param errno what a socket is told
 * @param hard the column "hard" of Linux's table ({@code icmp_err_convert})
 * @param info next-hop MTU for 3/4, pointer for 12, gateway for 5; else 0
 * @param offender who sent the error
 */
public record IcmpError(int type, int code, int info, Errno errno, boolean hard, Address offender) {
    /** True for "fragmentation needed and DF set" (RFC 1191). */
    public boolean isFragmentationNeeded() {
        return type == 3 && code == 4;
    }
}
