package dev.wireproof.core.sock;

/** What a receive call tells beside octets (Linux {@code struct cmsghdr}). */
public interface ControlMessage {
    /** Linux's number of the level. */
    int level();

    /** Linux's number within the level. */
    int type();

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
