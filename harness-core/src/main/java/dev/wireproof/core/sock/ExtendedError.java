package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;

/**
 * What the error queue tells about one packet (Linux {@code struct sock_extended_err}, include/uapi/linux/errqueue.h).
 *
 * @param errno the error, OK for a notice that is none
 * @param type ICMP type for {@link Origin#ICMP}, else 0
 * @param code ICMP code, or a notice's own code
 * @param info next-hop MTU for EMSGSIZE, pointer of a parameter problem, or a notice's own number
 * @param data a notice's second number
 * @param offender who sent the ICMP message, null for nobody
 */
public record ExtendedError(Errno errno, Origin origin, int type, int code, int info, int data, Address offender) {
    /** Where an entry comes from (Linux {@code SO_EE_ORIGIN_*}). */
    public enum Origin {
        NONE,
        LOCAL,
        ICMP,
        ICMP6,
        TIMESTAMPING,
        ZEROCOPY,
        TXTIME;

        /** True for what is no error but news of what the socket did. */
        public boolean isNotice() {
            return this == TIMESTAMPING || this == ZEROCOPY;
        }

        /** Linux's number. */
        public int number() {
            return ordinal();
        }
    }

    /** An ICMP error. */
    public static ExtendedError icmp(Errno errno, int type, int code, int info, Address offender) {
        return new ExtendedError(errno, Origin.ICMP, type, code, info, 0, offender);
    }

    /** This host refused to send. */
    public static ExtendedError local(Errno errno, int info) {
        return new ExtendedError(errno, Origin.LOCAL, 0, 0, info, 0, null);
    }

    /** True for those that stay pending as SO_ERROR until they are read (Linux {@code is_icmp_err_skb}). */
    boolean isPendingError() {
        return origin == Origin.ICMP || origin == Origin.ICMP6;
    }
}
