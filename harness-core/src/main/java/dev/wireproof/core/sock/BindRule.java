package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;

/** When two holders of one port are in each other's way (facts 6.6 and 7.1). */
public enum BindRule {
    /** Linux {@code inet_bind_conflict}. */
    TCP {
        @Override
        boolean conflict(PortHolder next, PortHolder other, boolean automatic) {
            if (next.reusesAddress() && other.reusesAddress() && !other.isListening()) {
                return automatic;
            }
            boolean share = !automatic && next.reusesPort() && other.reusesPort() && next.reuseportGroup() == null
                    && (other.isTimeWait() || other.uid() == next.uid());
            return !share;
        }
    },
    /** Linux {@code udp_lib_lport_inuse}. */
    UDP {
        @Override
        boolean conflict(PortHolder next, PortHolder other, boolean automatic) {
            if (next.reusesAddress() && other.reusesAddress()) {
                return false;
            }
            return !(next.reusesPort() && other.reusesPort() && next.reuseportGroup() == null && other.uid() == next.uid());
        }
    };

    /** For two whose devices and addresses overlap. */
    abstract boolean conflict(PortHolder next, PortHolder other, boolean automatic);

    /**
     * True when {@code next} may not have a port that {@code other} holds.
     *
     * @param automatic the port is chosen by bind(0), not named by the user
     */
    public boolean conflicts(PortHolder next, PortHolder other, boolean automatic) {
        return next != other && overlap(next, other) && conflict(next, other, automatic);
    }

    private static boolean overlap(PortHolder a, PortHolder b) {
        boolean devices = a.boundIfindex() == 0 || b.boundIfindex() == 0 || a.boundIfindex() == b.boundIfindex();
        Address one = a.localAddress();
        Address two = b.localAddress();
        return devices && (one.isAny() || two.isAny() || one.equals(two));
    }
}
