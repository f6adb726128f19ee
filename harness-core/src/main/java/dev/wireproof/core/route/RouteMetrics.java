package dev.wireproof.core.route;

/**
 * What a route tells transports (Linux {@code RTAX_*}). 0 means not set.
 *
 * @param mtu octets
 * @param mtuLocked path MTU discovery is off: DF is never set
 * @param window largest window to advertise, octets
 * @param advmss MSS to advertise, octets
 * @param hopLimit TTL of packets
 * @param initialCongestionWindow segments
 * @param initialReceiveWindow segments
 * @param rtoMinNanos smallest retransmission timeout
 * @param quickAck acknowledgements are not delayed
 * @param congestionControl name of the algorithm, empty for the namespace's
 * @param congestionControlLocked sockets cannot choose another one
 * @param ecn connections ask for explicit congestion notification and grant it
 * @param fastOpenNoCookie Fast Open sends and takes text without a cookie
 */
public record RouteMetrics(
        int mtu,
        boolean mtuLocked,
        int window,
        int advmss,
        int hopLimit,
        int initialCongestionWindow,
        int initialReceiveWindow,
        long rtoMinNanos,
        boolean quickAck,
        String congestionControl,
        boolean congestionControlLocked,
        boolean ecn,
        boolean fastOpenNoCookie) {
    /** Nothing set. */
    public static final RouteMetrics NONE = new RouteMetrics(0, false, 0, 0, 0, 0, 0, 0, false, "", false, false, false);

    public RouteMetrics withMtu(int octets, boolean locked) {
        return new RouteMetrics(octets, locked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withWindow(int octets) {
        return new RouteMetrics(mtu, mtuLocked, octets, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withAdvmss(int octets) {
        return new RouteMetrics(mtu, mtuLocked, window, octets, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withHopLimit(int ttl) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, ttl, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withInitialCongestionWindow(int segments) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, segments, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withInitialReceiveWindow(int segments) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, segments, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withRtoMinNanos(long nanos) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, nanos, quickAck,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withQuickAck(boolean on) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, on,
                congestionControl, congestionControlLocked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withCongestionControl(String name, boolean locked) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                name, locked, ecn, fastOpenNoCookie);
    }

    public RouteMetrics withEcn(boolean on) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, on, fastOpenNoCookie);
    }

    public RouteMetrics withFastOpenNoCookie(boolean on) {
        return new RouteMetrics(mtu, mtuLocked, window, advmss, hopLimit, initialCongestionWindow, initialReceiveWindow, rtoMinNanos, quickAck,
                congestionControl, congestionControlLocked, ecn, on);
    }
}
