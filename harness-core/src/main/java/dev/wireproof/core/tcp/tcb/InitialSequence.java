package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.SipHash;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;

/**
 * Initial sequence numbers (RFC 6528): a keyed hash of the connection plus a clock of 64 ns a tick (Linux {@code
 * secure_tcp_seq}); and offsets of timestamp clocks from the same kind of hash.
 */
public final class InitialSequence {
    private static final int TICK_SHIFT = 6;

    private final EventLoop loop;
    private final SipHash numbers;
    private final SipHash offsets;
    private Integer chosen;

    /** @param rng a stream of the namespace that only this draws from */
    public InitialSequence(EventLoop loop, Rng rng) {
        this.loop = loop;
        numbers = new SipHash(rng.nextLong(), rng.nextLong());
        offsets = new SipHash(rng.nextLong(), rng.nextLong());
    }

    /** Makes every connection from now on start at this number, for tests of wrap-around. */
    public void choose(int iss) {
        chosen = iss;
    }

    /** ISS for a connection that opens now. */
    public int iss(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        if (chosen != null) {
            return chosen;
        }
        long hash = numbers.hash(localHigh, localLow, remoteHigh, remoteLow, (long) localPort << 16 | remotePort);
        return (int) hash + (int) (EventLoop.EPOCH_UNIX_NANOS + loop.now() >> TICK_SHIFT);
    }

    /** Offset of the timestamp clock of a connection. */
    public int timestampOffset(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return (int) offsets.hash(localHigh, localLow, remoteHigh, remoteLow, (long) localPort << 16 | remotePort);
    }
}
