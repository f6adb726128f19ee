package dev.wireproof.core.sock;

/**
 * Socket options of {@code setsockopt}, with the level and number that Linux gives them and the values it takes (asm-generic/socket.h,
 * linux/in.h, linux/tcp.h, linux/udp.h; facts H.3). Times are nanoseconds here. SO_LINGER is the time of a linger, or -1 for
 * off; SO_BINDTODEVICE is the device's index, 0 for any.
 */
public enum Option {
    SO_REUSEADDR(Level.SOCKET, 2, Kind.FLAG),
    SO_TYPE(Level.SOCKET, 3, Kind.READ_ONLY),
    SO_ERROR(Level.SOCKET, 4, Kind.READ_ONLY),
    SO_BROADCAST(Level.SOCKET, 6, Kind.FLAG),
    SO_SNDBUF(Level.SOCKET, 7, Integer.MIN_VALUE, Integer.MAX_VALUE),
    SO_RCVBUF(Level.SOCKET, 8, Integer.MIN_VALUE, Integer.MAX_VALUE),
    SO_KEEPALIVE(Level.SOCKET, 9, Kind.FLAG),
    SO_OOBINLINE(Level.SOCKET, 10, Kind.FLAG),
    SO_NO_CHECK(Level.SOCKET, 11, Kind.FLAG),
    /** 0 to 6; more needs privilege. */
    SO_PRIORITY(Level.SOCKET, 12, Integer.MIN_VALUE, Integer.MAX_VALUE),
    SO_LINGER(Level.SOCKET, 13, -1, Long.MAX_VALUE),
    SO_REUSEPORT(Level.SOCKET, 15, Kind.FLAG),
    SO_RCVLOWAT(Level.SOCKET, 18, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Nanoseconds, 0 for no limit. */
    SO_RCVTIMEO(Level.SOCKET, 20, 0, Long.MAX_VALUE),
    /** Nanoseconds, 0 for no limit. */
    SO_SNDTIMEO(Level.SOCKET, 21, 0, Long.MAX_VALUE),
    SO_BINDTODEVICE(Level.SOCKET, 25, 0, Integer.MAX_VALUE),
    SO_ACCEPTCONN(Level.SOCKET, 30, Kind.READ_ONLY),
    /** Needs privilege. */
    SO_MARK(Level.SOCKET, 36, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Flags of {@link Timestamping}. */
    SO_TIMESTAMPING(Level.SOCKET, 37, 0, Integer.MAX_VALUE),
    SO_PROTOCOL(Level.SOCKET, 38, Kind.READ_ONLY),
    /** Octets a second, -1 for no limit. */
    SO_MAX_PACING_RATE(Level.SOCKET, 47, -1, Long.MAX_VALUE),
    /** MSG_ZEROCOPY counts and is told of. */
    SO_ZEROCOPY(Level.SOCKET, 60, 0, 1),

    IP_TOS(Level.IP, 1, 0, 255),
    /** 1 to 255, or -1 for the namespace's default. */
    IP_TTL(Level.IP, 2, -1, 255),
    /** The ordinal of {@link dev.wireproof.core.ip.IpPath.PmtuDiscovery}. */
    IP_MTU_DISCOVER(Level.IP, 10, 0, 5),
    IP_RECVERR(Level.IP, 11, Kind.FLAG),
    IP_MTU(Level.IP, 14, Kind.READ_ONLY),
    IP_FREEBIND(Level.IP, 15, Kind.FLAG),
    /** Packets with a smaller TTL are not taken; 0 for all. */
    IP_MINTTL(Level.IP, 21, 0, 255),
    IP_BIND_ADDRESS_NO_PORT(Level.IP, 24, Kind.FLAG),
    IP_MULTICAST_TTL(Level.IP, 33, -1, 255),
    /** Last port in the upper 16 bits, first in the lower. */
    IP_LOCAL_PORT_RANGE(Level.IP, 51, Integer.MIN_VALUE, 0xFFFF_FFFFL),
    IP_MULTICAST_LOOP(Level.IP, 34, Kind.FLAG),

    TCP_NODELAY(Level.TCP, 1, Kind.FLAG),
    TCP_MAXSEG(Level.TCP, 2, 0, 32767),
    TCP_CORK(Level.TCP, 3, Kind.FLAG),
    /** Seconds. */
    TCP_KEEPIDLE(Level.TCP, 4, 1, 32767),
    /** Seconds. */
    TCP_KEEPINTVL(Level.TCP, 5, 1, 32767),
    TCP_KEEPCNT(Level.TCP, 6, 1, 127),
    TCP_SYNCNT(Level.TCP, 7, 1, 127),
    /** Seconds. */
    TCP_LINGER2(Level.TCP, 8, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Seconds. */
    TCP_DEFER_ACCEPT(Level.TCP, 9, Integer.MIN_VALUE, Integer.MAX_VALUE),
    TCP_WINDOW_CLAMP(Level.TCP, 10, 0, Integer.MAX_VALUE),
    TCP_INFO(Level.TCP, 11, Kind.READ_ONLY),
    TCP_QUICKACK(Level.TCP, 12, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Text: the name of a congestion control. */
    TCP_CONGESTION(Level.TCP, 13, Kind.TEXT),
    /** A stream with few segments under way does not double its timeout at first. */
    TCP_THIN_LINEAR_TIMEOUTS(Level.TCP, 16, 0, 1),
    /** Milliseconds. */
    TCP_USER_TIMEOUT(Level.TCP, 18, 0, Integer.MAX_VALUE),
    /** Most Fast Open children whose handshake has not ended; for a listener, set before or after listen. */
    TCP_FASTOPEN(Level.TCP, 23, Integer.MIN_VALUE, Integer.MAX_VALUE),
    TCP_NOTSENT_LOWAT(Level.TCP, 25, 0, 0xFFFF_FFFFL),
    TCP_INQ(Level.TCP, 36, 0, 1),

    /** connect(2) waits for the first write where the peer's cookie is known. */
    TCP_FASTOPEN_CONNECT(Level.TCP, 30, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Octets: one key of 16, or two. */
    TCP_FASTOPEN_KEY(Level.TCP, 33, Kind.TEXT),
    TCP_FASTOPEN_NO_COOKIE(Level.TCP, 34, Integer.MIN_VALUE, Integer.MAX_VALUE),

    UDP_CORK(Level.UDP, 1, Kind.FLAG);

    /** Who owns an option (Linux {@code SOL_SOCKET}, {@code SOL_IP}, ...). */
    public enum Level {
        SOCKET(1),
        IP(0),
        TCP(6),
        UDP(17);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        /** Linux's number of the level. */
        public int number() {
            return number;
        }
    }

    /** What values an option takes. */
    enum Kind {
        FLAG,
        RANGE,
        TEXT,
        READ_ONLY
    }

    static final int COUNT = values().length;

    private final Level level;
    private final int number;
    private final Kind kind;
    private final long minimum;
    private final long maximum;

    Option(Level level, int number, Kind kind) {
        this(level, number, kind, 0, 0);
    }

    Option(Level level, int number, long minimum, long maximum) {
        this(level, number, Kind.RANGE, minimum, maximum);
    }

    Option(Level level, int number, Kind kind, long minimum, long maximum) {
        this.level = level;
        this.number = number;
        this.kind = kind;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    public Level level() {
        return level;
    }

    /** Linux's number within the level. */
    public int number() {
        return number;
    }

    /** True when its value is read with {@code getsockopt} only. */
    public boolean isReadOnly() {
        return kind == Kind.READ_ONLY;
    }

    /** True when its value is a name. */
    public boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean isFlag() {
        return kind == Kind.FLAG;
    }

    /** True when the value lies in the range of the option; a flag takes any number. */
    public boolean takes(long value) {
        return kind == Kind.FLAG || kind == Kind.RANGE && value >= minimum && value <= maximum;
    }
}
