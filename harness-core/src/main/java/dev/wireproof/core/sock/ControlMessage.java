package dev.wireproof.core.sock;

/** What a receive call tells beside octets (Linux {@code struct cmsghdr}). */
public interface ControlMessage {
    /** Linux's number of the level. */
    int level();

    /** Linux's number within the level. */
    int type();

    /**
     * SOL_SOCKET, SCM_TIMESTAMPING: a software stamp.
     *
     * @param realNanos since 1970-01-01T00:00:00Z
     */
    record Timestamp(long realNanos) implements ControlMessage {
        @Override
        public int level() {
            return Option.Level.SOCKET.number();
        }

        @Override
        public int type() {
            return Option.SO_TIMESTAMPING.number();
        }
    }

    /**
     * SOL_TCP, TCP_CM_INQ: octets that still wait behind those received.
     *
     * @param octets 1 when the end of the stream is what waits
     */
    record Unread(int octets) implements ControlMessage {
        @Override
        public int level() {
            return Option.Level.TCP.number();
        }

        @Override
        public int type() {
            return Option.TCP_INQ.number();
        }
    }

    /** SOL_IP, IP_RECVERR: an entry of the error queue. */
    record Error(ExtendedError error) implements ControlMessage {
        @Override
        public int level() {
            return Option.Level.IP.number();
        }

        @Override
        public int type() {
            return Option.IP_RECVERR.number();
        }
    }
}
