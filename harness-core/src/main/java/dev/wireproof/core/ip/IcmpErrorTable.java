package dev.wireproof.core.ip;

import dev.wireproof.core.base.Errno;

/** What ICMP errors mean to sockets (Linux {@code icmp_err_convert}; facts 5.6). */
final class IcmpErrorTable {
    private static final Errno[] UNREACHABLE = {
        Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENOPROTOOPT, Errno.ECONNREFUSED,
        Errno.EMSGSIZE, Errno.EOPNOTSUPP, Errno.ENETUNREACH, Errno.EHOSTDOWN,
        Errno.ENONET, Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.ENETUNREACH,
        Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH, Errno.EHOSTUNREACH
    };
    /** Bit n is set when code n is hard: 2, 3, 6 to 10, 13 to 15. */
    private static final int HARD = 0b1110_0111_1100_1100;

    private IcmpErrorTable() {}

    static int codes() {
        return UNREACHABLE.length;
    }

    static Errno errno(int type, int code) {
        return switch (type) {
            case 3 -> UNREACHABLE[code];
            case 11 -> Errno.EHOSTUNREACH;
            default -> Errno.EPROTO;
        };
    }

    static boolean isHard(int type, int code) {
        return type == 3 ? (HARD >>> code & 1) != 0 : type == 12;
    }
}
