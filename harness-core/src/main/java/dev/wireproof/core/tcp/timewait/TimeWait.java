package dev.wireproof.core.tcp.timewait;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.PortClaim;
import dev.wireproof.core.sock.PortHolder;
import dev.wireproof.core.sock.ReuseportGroup;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketRow;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.Timestamps;

/** A connection in TIME-WAIT, or in FIN-WAIT-2 without a user (Linux {@code tcp_timewait_sock}). */
public final class TimeWait implements TableEntry, PortHolder {
    /**
     * What the connection's socket would have answered.
     *
     * @param signatureKey key that its answers are signed with, or null
     * @param aborted the user has reset the connection: whoever does not know yet is told again
     */
    public record Holder(boolean reusesAddress, boolean reusesPort, int uid, int ifindex, byte[] signatureKey, boolean aborted) {}

    private final TimeWaitArrival arrivals;
    private final Holder holder;
    final Timer timer;
    final Address local;
    final int localPort;
    final Address remote;
    final int remotePort;
    final Timestamps timestamps;
    /** SND.NXT. */
    final int sendNxt;
    /** RCV.NXT. */
    int receiveNxt;
    /** Window last advertised, octets. */
    final int window;
    final int scale;
    /** The peer's FIN was received. */
    boolean finReceived;
    /** When it began, for reuse by connect. */
    long sinceNanos;
    long lastOddReplyNanos = -1;
    PortClaim claim;

    /** Sequence numbers that answers need. */
    public record Numbers(int sendNxt, int receiveNxt, int window, int scale) {}

    TimeWait(TimeWaitArrival arrivals, Holder holder, Address local, int localPort, Address remote, int remotePort,
            Numbers numbers, Timestamps timestamps, boolean finReceived) {
        this.arrivals = arrivals;
        this.holder = holder;
        this.local = local;
        this.localPort = localPort;
        this.remote = remote;
        this.remotePort = remotePort;
        this.sendNxt = numbers.sendNxt();
        this.receiveNxt = numbers.receiveNxt();
        this.window = numbers.window();
        this.scale = numbers.scale();
        this.timestamps = timestamps;
        this.finReceived = finReceived;
        this.timer = Timer.working(arrivals.loop(), () -> arrivals.remove(this));
    }

    /** SND.NXT of the old connection. */
    public int sendNxt() {
        return sendNxt;
    }

    boolean isAborted() {
        return holder.aborted();
    }

    /** TS.Recent and clock of the old connection. */
    public Timestamps timestamps() {
        return timestamps;
    }

    /** True in TIME-WAIT proper, since when; FIN-WAIT-2 cannot be reused. */
    public boolean mayBeReused(long nowNanos, long delayNanos) {
        return finReceived && timestamps.on && nowNanos - sinceNanos > delayNanos;
    }

    public Address remoteAddress() {
        return remote;
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }

    @Override
    public SocketRow row() {
        return new SocketRow("tcp", finReceived ? "TIME-WAIT" : "FIN-WAIT-2", 0, 0, new Endpoint(local, localPort),
                new Endpoint(remote, remotePort), "");
    }

    /** Gives port and table entry up at once. */
    @Override
    public void end() {
        arrivals.remove(this);
    }

    @Override
    public void arrive(Segment s) {
        arrivals.arrive(this, s);
    }

    @Override
    public void error(SkBuff quoted, int seq, IcmpError error) {
        // Nobody is left who could be told.
    }

    @Override
    public byte[] signatureKey() {
        return holder.signatureKey();
    }

    @Override
    public boolean checksSignatures() {
        return false;
    }

    @Override
    public TcpState state() {
        return finReceived ? TcpState.TIME_WAIT : TcpState.FIN_WAIT_2;
    }

    @Override
    public Address localAddress() {
        return local;
    }

    @Override
    public int boundIfindex() {
        return holder.ifindex();
    }

    @Override
    public boolean reusesAddress() {
        return holder.reusesAddress();
    }

    @Override
    public boolean reusesPort() {
        return holder.reusesPort();
    }

    @Override
    public int uid() {
        return holder.uid();
    }

    @Override
    public boolean isListening() {
        return false;
    }

    @Override
    public boolean isTimeWait() {
        return true;
    }

    @Override
    public ReuseportGroup reuseportGroup() {
        return null;
    }
}
