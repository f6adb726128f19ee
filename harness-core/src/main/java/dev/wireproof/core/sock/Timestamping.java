package dev.wireproof.core.sock;

/** SO_TIMESTAMPING: its flags (Linux {@code SOF_TIMESTAMPING_*}, include/uapi/linux/net_tstamp.h). Stamps are made when sending only. */
public final class Timestamping {
    /** Stamp when the driver gets the packet. */
    public static final int TX_SOFTWARE = 1 << 1;
    /** Tell software stamps; without it entries come without a time. */
    public static final int SOFTWARE = 1 << 4;
    /** Number the stamps. */
    public static final int OPT_ID = 1 << 7;
    /** Stamp when the packet enters a queueing discipline. */
    public static final int TX_SCHED = 1 << 8;
    /** Stamp when all octets are acknowledged. */
    public static final int TX_ACK = 1 << 9;
    /** Entries come without the packet. */
    public static final int OPT_TSONLY = 1 << 11;
    /** Numbers count from the first octet not written yet, not from the first one not acknowledged. */
    public static final int OPT_ID_TCP = 1 << 16;

    static final int KNOWN = TX_SOFTWARE | SOFTWARE | OPT_ID | TX_SCHED | TX_ACK | OPT_TSONLY | OPT_ID_TCP;

    /** All that ask for stamps. */
    public static final int TX = TX_SOFTWARE | TX_SCHED | TX_ACK;

    /** Where a packet was when it was stamped; the ordinal is Linux's number ({@code SCM_TSTAMP_*}). */
    public enum Stage {
        /** The driver got it. */
        SENT(TX_SOFTWARE),
        /** A queueing discipline got it. */
        SCHEDULED(TX_SCHED),
        /** The peer has acknowledged it. */
        ACKNOWLEDGED(TX_ACK);

        private final int flag;

        Stage(int flag) {
            this.flag = flag;
        }

        /** True when the flags ask for it. */
        public boolean isIn(int flags) {
            return (flags & flag) != 0;
        }
    }

    private Timestamping() {}

    static boolean isValid(long flags) {
        return (flags & ~KNOWN) == 0 && ((flags & OPT_ID_TCP) == 0 || (flags & OPT_ID) != 0);
    }
}
