package dev.wireproof.core.neigh;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.sim.Timer;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Octets;

/**
 * One next hop on one device: its link address, what is known of its reachability, and the packets that wait for it (Linux
 * {@code struct neighbour}).
 *
 * <p>Three things move the state: a packet to send ({@link #output}), a timer ({@link NudTimer}) and news from the protocol or
 * an administrator ({@link #update}). A confirmation by an upper layer moves only a time stamp.
 */
public final class Neighbour {
    /** {@link #update}: an existing, different link address may be replaced (Linux {@code NEIGH_UPDATE_F_OVERRIDE}). */
    public static final int OVERRIDE = 1;
    /** {@link #update}: a different link address only makes a connected entry suspect. */
    public static final int WEAK_OVERRIDE = 2;
    /** {@link #update}: an administrator speaks; NOARP and PERMANENT may change. */
    public static final int ADMIN = 4;
    /** {@link #update}: the news has no link address. */
    public static final long NO_MAC = -1;

    private final NeighbourTable table;
    private final NetDevice device;
    private final NeighbourParameters parameters;
    private final long keyHigh;
    private final long keyLow;
    private final SkbQueue waiting = new SkbQueue();
    /** Resolution that packets wait for is progress; everything else is ageing. */
    private final Timer resolution;
    private final Timer ageing;

    private NudState state = NudState.NONE;
    private boolean connected;
    private boolean dead;
    private long mac;
    private long headerStart;
    private long headerEnd;
    private int probes;
    private long usedNanos;
    private long confirmedNanos;
    private long updatedNanos;

    /** Chain in the table's bucket, and neighbours in the order of creation. */
    Neighbour hashNext;
    Neighbour older;
    Neighbour younger;

    Neighbour(NeighbourTable table, long keyHigh, long keyLow, NetDevice device, NeighbourParameters parameters) {
        this.table = table;
        this.keyHigh = keyHigh;
        this.keyLow = keyLow;
        this.device = device;
        this.parameters = parameters;
        resolution = Timer.working(table.loop(), this::timerFired);
        ageing = Timer.housekeeping(table.loop(), this::timerFired);
        usedNanos = now();
        updatedNanos = now();
        confirmedNanos = longAgo();
    }

    /**
     * Sends a packet to this neighbour or lets it wait for the link address; the buffer is consumed. {@code skb.data()} is the
     * network header (Linux {@code neigh_output}).
     *
     * @return what the device answers; OK for a packet that waits
     */
    public Errno output(SkBuff skb) {
        if (!connected && !maySendNow(skb)) {
            return Errno.OK;
        }
        int at = skb.push(EthernetView.SIZE);
        byte[] head = skb.head();
        Octets.put64(head, at, headerStart);
        Octets.put64(head, at + 6, headerEnd);
        skb.macHeader = at;
        skb.protocol = (int) headerEnd & 0xFFFF;
        return device.transmit(skb);
    }

    /** Linux {@code neigh_event_send}. The time of use is noted only here: connected entries do not come this way. */
    private boolean maySendNow(SkBuff skb) {
        usedNanos = now();
        switch (state) {
            case STALE -> {
                if (!dead) {
                    enter(NudState.DELAY);
                    updatedNanos = now();
                    arm(now() + parameters.delayFirstProbeNanos());
                }
                return true;
            }
            case NONE, FAILED -> {
                startResolution(skb);
                return false;
            }
            case INCOMPLETE -> {
                enqueue(skb);
                return false;
            }
            default -> {
                return true;
            }
        }
    }

    private void startResolution(SkBuff skb) {
        updatedNanos = now();
        if (dead || parameters.multicastSolicits() + parameters.applicationSolicits() == 0) {
            enter(NudState.FAILED);
            table.drops().drop(skb, DropReason.NEIGHBOUR_FAILED);
            return;
        }
        probes = parameters.unicastSolicits();
        enter(NudState.INCOMPLETE);
        arm(now() + parameters.retransNanos());
        enqueue(skb);
        solicit();
    }

    private void enqueue(SkBuff skb) {
        while (!waiting.isEmpty() && waiting.truesize() + skb.truesize > parameters.queueOctets()) {
            table.statistics().unresolvedDiscards++;
            table.drops().drop(waiting.removeFirst(), DropReason.NEIGHBOUR_QUEUE_FULL);
        }
        waiting.addLast(skb);
    }

    void solicit() {
        table.protocol().solicit(this, waiting.last());
        probes++;
    }

    private void timerFired() {
        NudTimer.fired(this);
    }

    /**
     * News about this neighbour (Linux {@code neigh_update}, facts 2.6).
     *
     * @param newMac its link address, or {@link #NO_MAC}
     * @param next the state the news asks for
     * @param flags {@link #OVERRIDE}, {@link #WEAK_OVERRIDE}, {@link #ADMIN}
     * @return OK, also when the news changes nothing; EPERM for a dead, NOARP or PERMANENT entry; EINVAL without any address
     */
    public Errno update(long newMac, NudState next, int flags) {
        return NudUpdate.apply(this, newMac, next, flags);
    }

    /** An upper layer heard from it: moves the time stamp only, not the state (Linux {@code neigh_confirm}). */
    public void confirm() {
        confirmedNanos = now();
    }

    /** For {@link NeighbourProtocol#construct}: the link address follows from the key or the device. */
    public void needsNoResolution(long knownMac) {
        setMac(knownMac);
        enter(NudState.NOARP);
    }

    /** Sends what waits, in order. */
    void flushWaiting() {
        while (state.isValid() && !waiting.isEmpty()) {
            output(waiting.removeFirst());
        }
    }

    /** Tells the senders of what waits that nobody was found (Linux {@code neigh_invalidate}). */
    void invalidate() {
        table.statistics().resFailed++;
        updatedNanos = now();
        int count = waiting.size();
        for (int i = 0; i < count && state == NudState.FAILED; i++) {
            table.protocol().unreachable(this, waiting.removeFirst());
        }
    }

    /** Taken out of the table; whoever still holds it must look it up again. */
    void die() {
        dead = true;
        cancelTimer();
        while (!waiting.isEmpty()) {
            table.drops().drop(waiting.removeFirst(), DropReason.FLUSHED);
        }
    }

    /** The only place that assigns the state. */
    void enter(NudState next) {
        if ((state == NudState.PERMANENT) != (next == NudState.PERMANENT)) {
            table.collectable(next == NudState.PERMANENT ? -1 : 1);
        }
        state = next;
        connected = next.isConnected();
    }

    void arm(long atNanos) {
        (state == NudState.INCOMPLETE ? resolution : ageing).armAt(atNanos);
    }

    void cancelTimer() {
        resolution.cancel();
        ageing.cancel();
    }

    void setMac(long newMac) {
        mac = newMac;
        long own = device.mac().bits();
        headerStart = newMac << 16 | own >>> 32;
        headerEnd = own << 16 | table.protocol().etherType();
    }

    void announce() {
        table.announce(this);
    }

    long now() {
        return table.loop().now();
    }

    /** An instant so far back that nothing counts as confirmed. */
    private long longAgo() {
        return now() - 2 * parameters.baseReachableNanos();
    }

    void forgetConfirmation() {
        confirmedNanos = longAgo();
    }

    void touchUpdated() {
        updatedNanos = now();
    }

    void touchUsed(long atNanos) {
        usedNanos = atNanos;
    }

    void resetProbes() {
        probes = 0;
    }

    public long keyHigh() {
        return keyHigh;
    }

    public long keyLow() {
        return keyLow;
    }

    /** The key as an address; {@code ::} for the shared entry of a device that needs no resolution. */
    public Address key() {
        return new Address(keyHigh, keyLow);
    }

    public NetDevice device() {
        return device;
    }

    public NeighbourParameters parameters() {
        return parameters;
    }

    public NudState state() {
        return state;
    }

    /** The link address; meaningful while {@link NudState#isValid}, and the last known one otherwise. */
    public Mac mac() {
        return new Mac(mac);
    }

    /** As {@link #mac}, 48 bits. */
    public long macBits() {
        return mac;
    }

    /** Solicitations sent since the last start; a resolution starts at ucast_solicit. */
    public int probes() {
        return probes;
    }

    /** No longer in the table. */
    public boolean isDead() {
        return dead;
    }

    /** Last time a packet had to look at the state. */
    public long usedNanos() {
        return usedNanos;
    }

    public long confirmedNanos() {
        return confirmedNanos;
    }

    /** Last change of state or address. */
    public long updatedNanos() {
        return updatedNanos;
    }

    /** Packets that wait for the link address. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public String toString() {
        return key() + " dev " + device.name() + (state.isValid() ? " lladdr " + mac() : "") + " " + state;
    }
}
