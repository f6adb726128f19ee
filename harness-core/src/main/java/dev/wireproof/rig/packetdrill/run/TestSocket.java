package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Address;
import java.util.Map;
import java.util.TreeMap;

/**
 * A socket as the script knows it, and how its numbers map to the live ones. Sequence numbers of the script count from the connection's
 * initial ones; on SYN segments they stand as written.
 */
final class TestSocket {
    /** How far the script has brought it. */
    enum Stage {
        NEW,
        LISTENING,
        /** A segment was injected for a listener. */
        PASSIVE_OPENED,
        SYN_ACK_SENT,
        SYN_ACK_ACKED,
        CONNECTING,
        SYN_SENT,
        SYN_ACKED
    }

    Stage stage = Stage.NEW;
    /** Descriptor of the host, or -1 while the script has none. */
    int fd = -1;
    Address localAddress;
    Address remoteAddress;
    int localPort;
    /** When it was told to connect, on the host's clock: no SYN before that is its own. */
    long connectingSinceNanos;
    int remotePort;
    int scriptLocalIsn;
    int liveLocalIsn;
    int remoteIsn;

    private final Map<Integer, Integer> timestamps = new TreeMap<>();
    private boolean timestampSeen;
    private int firstScriptTimestamp;
    private int firstLiveTimestamp;

    /** What to add to the script's number of an octet that the host sends. */
    int localOffset(boolean syn) {
        return syn ? liveLocalIsn - scriptLocalIsn : liveLocalIsn;
    }

    /** What to add to the script's number of an octet that the script sends. */
    int remoteOffset(boolean syn) {
        return syn ? 0 : remoteIsn;
    }

    /** An outbound segment of the script had this timestamp and the host's had that one. */
    void timestampSent(int script, int live) {
        timestamps.put(script, live);
        if (!timestampSeen) {
            timestampSeen = true;
            firstScriptTimestamp = script;
            firstLiveTimestamp = live;
        }
    }

    /** The live timestamp that the script's stands for, or null when no outbound segment had it. */
    Integer liveTimestamp(int script) {
        return timestamps.get(script);
    }

    /** The live timestamp if both clocks run alike, or null before the first. */
    Integer scaledTimestamp(int script) {
        return timestampSeen ? Integer.valueOf(script - firstScriptTimestamp + firstLiveTimestamp) : null;
    }

    /** The host's timestamp on the script's clock. */
    int scriptTimestamp(int live) {
        return live - firstLiveTimestamp + firstScriptTimestamp;
    }
}
