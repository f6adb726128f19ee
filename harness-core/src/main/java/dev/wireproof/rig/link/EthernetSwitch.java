package dev.wireproof.rig.link;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.dev.Wire;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins three or more cables. A switch learns which station is behind which port and floods what it does not know; a hub always
 * floods. Addresses are not aged, and there is no spanning tree: loops are the builder's fault.
 */
public final class EthernetSwitch {
    private static final long GROUP_BIT = 1L << 40;

    private final boolean learns;
    private final List<Port> ports = new ArrayList<>();
    private long[] stations = {};
    private Port[] behind = {};
    private long discarded;

    private EthernetSwitch(boolean learns) {
        this.learns = learns;
    }

    public static EthernetSwitch learning() {
        return new EthernetSwitch(true);
    }

    public static EthernetSwitch hub() {
        return new EthernetSwitch(false);
    }

    /** A new port for one end of a cable. */
    public Plug port() {
        Port p = new Port();
        ports.add(p);
        return p;
    }

    /** Frames that went nowhere: too short, for a station on the port they came from, or for a port without cable. */
    public long discarded() {
        return discarded;
    }

    /** Forgets every learned station. */
    public void forget() {
        stations = new long[0];
        behind = new Port[0];
    }

    private void forward(Port in, SkBuff frame) {
        if (!frame.mayPull(NetDevice.HEADER)) {
            discarded++;
            return;
        }
        long destination = Octets.u48(frame.head(), frame.data());
        long source = Octets.u48(frame.head(), frame.data() + 6);
        if (learns && (source & GROUP_BIT) == 0) {
            learn(source, in);
        }
        Port known = (destination & GROUP_BIT) == 0 ? portOf(destination) : null;
        if (known == in) {
            discarded++;
            return;
        }
        if (known != null) {
            known.send(frame);
            return;
        }
        for (Port out : ports) {
            if (out != in) {
                out.send(frame.copy());
            }
        }
    }

    private void learn(long station, Port port) {
        for (int i = 0; i < stations.length; i++) {
            if (stations[i] == station) {
                behind[i] = port;
                return;
            }
        }
        stations = Arrays.copyOf(stations, stations.length + 1);
        behind = Arrays.copyOf(behind, stations.length);
        stations[stations.length - 1] = station;
        behind[stations.length - 1] = port;
    }

    private Port portOf(long station) {
        for (int i = 0; i < stations.length; i++) {
            if (stations[i] == station) {
                return behind[i];
            }
        }
        return null;
    }

    private final class Port implements Plug {
        private Wire wire;

        @Override
        public void attach(Wire next) {
            wire = next;
        }

        @Override
        public void frameArrived(SkBuff frame) {
            forward(this, frame);
        }

        @Override
        public boolean isHost() {
            return false;
        }

        @Override
        public void reclaim() {
            // Its frames are never charged to anybody.
        }

        private void send(SkBuff frame) {
            if (wire != null) {
                wire.put(frame);
            } else {
                discarded++;
            }
        }
    }
}
