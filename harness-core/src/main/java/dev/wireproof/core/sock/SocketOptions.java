package dev.wireproof.core.sock;

import dev.wireproof.core.base.Errno;

/**
 * The values of a socket's options at levels SOCKET and IP, with Linux's rules for setting them (net/core/sock.c {@code
 * sk_setsockopt}, net/ipv4/ip_sockglue.c). A protocol keeps its own options itself.
 */
public final class SocketOptions {
    /** Least receive buffer in octets (Linux {@code SOCK_MIN_RCVBUF}). */
    public static final int MIN_RECEIVE_BUFFER = 2304;

    /** Least send buffer in octets (Linux {@code SOCK_MIN_SNDBUF}). */
    public static final int MIN_SEND_BUFFER = 4608;

    private static final int HIGHEST_FREE_PRIORITY = 6;

    /** Best effort, bulk, interactive, interactive bulk (facts 1.7), by the TOS octet's bits 3 and 4. */
    private static final int[] PRIORITY_OF_TOS = {0, 2, 6, 4};

    private final SocketSettings settings;
    private final Credentials owner;
    private final long[] values = new long[Option.COUNT];
    private int receiveBuffer;
    private int sendBuffer;
    private boolean receiveBufferLocked;
    private boolean sendBufferLocked;

    public SocketOptions(SocketSettings settings, Credentials owner) {
        this.settings = settings;
        this.owner = owner;
        receiveBuffer = settings.receiveDefault.intValue();
        sendBuffer = settings.sendDefault.intValue();
        values[Option.SO_LINGER.ordinal()] = -1;
        values[Option.SO_RCVLOWAT.ordinal()] = 1;
        values[Option.SO_MAX_PACING_RATE.ordinal()] = -1;
        values[Option.IP_TTL.ordinal()] = -1;
        values[Option.IP_MTU_DISCOVER.ordinal()] = 1;
        values[Option.IP_MULTICAST_TTL.ordinal()] = 1;
        values[Option.IP_MULTICAST_LOOP.ordinal()] = 1;
    }

    /** The same values for another socket: what a connection inherits from its listener (facts H.2). */
    public SocketOptions copy() {
        SocketOptions c = new SocketOptions(settings, owner);
        System.arraycopy(values, 0, c.values, 0, values.length);
        c.receiveBuffer = receiveBuffer;
        c.sendBuffer = sendBuffer;
        c.receiveBufferLocked = receiveBufferLocked;
        c.sendBufferLocked = sendBufferLocked;
        return c;
    }

    /** Whose socket it is. */
    public Credentials owner() {
        return owner;
    }

    /** Sysctls of the namespace. */
    public SocketSettings settings() {
        return settings;
    }

    /**
     * Sets an option.
     *
     * @return OK, or EINVAL for a value out of range, EPERM without privilege, ENOPROTOOPT for one that can only be read
     */
    public Errno set(Option option, long value) {
        if (option.isReadOnly() || option.isText()) {
            return Errno.ENOPROTOOPT;
        }
        if (!option.takes(value)) {
            return Errno.EINVAL;
        }
        switch (option) {
            case SO_RCVBUF -> setReceiveBuffer(value);
            case SO_SNDBUF -> setSendBuffer(value);
            case SO_RCVLOWAT -> put(option, value < 0 ? Integer.MAX_VALUE : Math.max(1, value));
            case SO_TIMESTAMPING -> {
                if (!Timestamping.isValid(value)) {
                    return Errno.EINVAL;
                }
                put(option, value);
            }
            case IP_LOCAL_PORT_RANGE -> {
                if (!PortRange.isValid((int) value)) {
                    return Errno.EINVAL;
                }
                put(option, (int) value);
            }
            case SO_PRIORITY -> {
                return privileged(option, value, value >= 0 && value <= HIGHEST_FREE_PRIORITY);
            }
            case SO_BINDTODEVICE -> {
                return privileged(option, value, ifindex() == 0);
            }
            case SO_MARK -> {
                return privileged(option, value, false);
            }
            case IP_TTL -> {
                if (value == 0) {
                    return Errno.EINVAL;
                }
                put(option, value);
            }
            case IP_TOS -> {
                put(option, value);
                put(Option.SO_PRIORITY, PRIORITY_OF_TOS[(int) (value & 0x1E) >> 3]);
            }
            case IP_MULTICAST_TTL -> put(option, value == -1 ? 1 : value);
            default -> put(option, option.isFlag() && value != 0 ? 1 : value);
        }
        return Errno.OK;
    }

    private Errno privileged(Option option, long value, boolean free) {
        if (!free && !owner.privileged()) {
            return Errno.EPERM;
        }
        put(option, value);
        return Errno.OK;
    }

    private void put(Option option, long value) {
        values[option.ordinal()] = value;
    }

    // A negative size counts as a huge unsigned one, so it means the cap.
    private void setReceiveBuffer(long value) {
        long cap = settings.receiveMaximum.value();
        long size = value < 0 ? cap : Math.min(value, cap);
        receiveBuffer = (int) Math.max(2 * Math.min(size, Integer.MAX_VALUE / 2), MIN_RECEIVE_BUFFER);
        receiveBufferLocked = true;
    }

    private void setSendBuffer(long value) {
        long cap = settings.sendMaximum.value();
        long size = value < 0 ? cap : Math.min(value, cap);
        sendBuffer = (int) Math.max(2 * Math.min(size, Integer.MAX_VALUE / 2), MIN_SEND_BUFFER);
        sendBufferLocked = true;
    }

    /** The value as getsockopt answers it; buffers doubled. */
    public long get(Option option) {
        return switch (option) {
            case SO_RCVBUF -> receiveBuffer;
            case SO_SNDBUF -> sendBuffer;
            default -> values[option.ordinal()];
        };
    }

    public boolean isOn(Option flag) {
        return values[flag.ordinal()] != 0;
    }

    /** Receive buffer in octets of truesize (Linux {@code sk_rcvbuf}). */
    public int receiveBuffer() {
        return receiveBuffer;
    }

    /** Sets the receive buffer without caps: a protocol's default, or its automatic tuning. */
    public void tuneReceiveBuffer(int octets) {
        receiveBuffer = octets;
    }

    /** Send buffer in octets of truesize (Linux {@code sk_sndbuf}). */
    public int sendBuffer() {
        return sendBuffer;
    }

    /** Sets the send buffer without caps: a protocol's default, or its automatic tuning. */
    public void tuneSendBuffer(int octets) {
        sendBuffer = octets;
    }

    /** True once the user has set SO_RCVBUF, which ends automatic tuning. */
    public boolean isReceiveBufferLocked() {
        return receiveBufferLocked;
    }

    /** True once the user has set SO_SNDBUF, which ends automatic tuning. */
    public boolean isSendBufferLocked() {
        return sendBufferLocked;
    }

    /** Device index the socket is bound to, or 0. */
    public int ifindex() {
        return (int) values[Option.SO_BINDTODEVICE.ordinal()];
    }
}
