package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.SipHash;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;

/**
 * Initial sequence numbers (RFC 6528): a keyed hash of the connection plus a clock, of 64 ns a tick in Linux
 * ({@code secure_tcp_seq}) and 4 us in RFC 9293 section 3.4.1; and offsets of timestamp clocks from the same kind of hash.
 */
public final class InitialSequence {
    private static final long WITHOUT_OFFSET = 2;
    private static final long LINUX_TICK_NANOS = 64;
    private static final long RFC_TICK_NANOS = 4000;

    private final EventLoop loop;
    private final SipHash numbers;
    private final SipHash offsets;
    private final long tickNanos;
    private Integer chosen;

    /** @param rng a stream of the namespace that only this draws from */
    public InitialSequence(EventLoop loop, Profile profile, Rng rng) {
        this.loop = loop;
        tickNanos = profile.conformance() == Profile.Conformance.RFC ? RFC_TICK_NANOS : LINUX_TICK_NANOS;
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
        return (int) hash + (int) ((EventLoop.EPOCH_UNIX_NANOS + loop.now()) / tickNanos);
    }

    /** Offset of the timestamp clock of a connection, 0 where tcp_timestamps is 2. */
    public int timestampOffset(TcpSettings settings, Address local, int localPort, Address remote, int remotePort) {
        if (settings.timestamps.value() == WITHOUT_OFFSET) {
            return 0;
        }
        return timestampOffset(local.high(), local.low(), localPort, remote.high(), remote.low(), remotePort);
    }

    private int timestampOffset(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return (int) offsets.hash(localHigh, localLow, remoteHigh, remoteLow, (long) localPort << 16 | remotePort);
    }
}
