package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.skb.UnfilledChecksum;

/**
 * A network device of one namespace (Linux {@code net_device}). Its life: made, registered, opened ({@link #up}), closed,
 * unregistered. Frames that come before it is open are lost.
 */
public abstract class NetDevice {
    /** Smallest and largest MTU. */
    public static final int MIN_MTU = 68;
    public static final int MAX_MTU = 65_536;

    /** Octets of the link header of every device here. */
    public static final int HEADER = 14;

    protected final Softnets softnets;

    /** Taps of this device alone, asked after those of the namespace. */
    public final Taps taps = new Taps();
    public final DeviceCounters counters = new DeviceCounters();

    private String name;
    private Mac mac;
    private long macBits;
    private int mtu;
    private int ifindex;
    private boolean up;
    private boolean carrier;
    private int promiscuity;
    private DeviceRegistry registry;
    private RxHandler rxHandler;
    private int superSegments = 1;
    private boolean fillsChecksums;

    /** @param mtu largest network-layer packet in octets, {@link #MIN_MTU} to {@link #MAX_MTU} */
    protected NetDevice(Softnets softnets, String name, Mac mac, int mtu) {
        this.softnets = softnets;
        this.name = name;
        this.mac = mac;
        this.macBits = mac.bits();
        this.mtu = mtu;
        Invariant.check(mtu >= MIN_MTU && mtu <= MAX_MTU, "MTU out of range");
    }

    public final String name() {
        return name;
    }

    public final Mac mac() {
        return mac;
    }

    final long macBits() {
        return macBits;
    }

    /** Most segments in one packet that a transport may build for this device (Linux {@code gso_max_segs}); 1 for none but plain ones. */
    public final int superSegments() {
        return superSegments;
    }

    /** Sets {@link #superSegments}, 1 or more. */
    public final void superSegments(int most) {
        Invariant.check(most > 0, "super-segment without a segment");
        superSegments = most;
    }

    /**
     * Makes the device fill checksums in itself, as far as anybody is there to see them, and check them on arrival (Linux {@code
     * NETIF_F_HW_CSUM}, {@code NETIF_F_RXCSUM}).
     */
    public final void fillsChecksums(boolean on) {
        fillsChecksums = on;
    }

    final boolean fillsChecksums() {
        return fillsChecksums;
    }

    /** Changes the link address. */
    public final void mac(Mac next) {
        mac = next;
        macBits = next.bits();
        tell(DeviceEvent.ADDRESS_CHANGED);
    }

    public final int mtu() {
        return mtu;
    }

    /** Changes the MTU. EINVAL when out of range. */
    public final Errno mtu(int octets) {
        if (octets < MIN_MTU || octets > MAX_MTU) {
            return Errno.EINVAL;
        }
        mtu = octets;
        tell(DeviceEvent.MTU_CHANGED);
        return Errno.OK;
    }

    /** Index in its namespace, 1 for loopback; 0 before registration. */
    public final int ifindex() {
        return ifindex;
    }

    /** The namespace it stands in; null before registration. */
    public final DeviceRegistry registry() {
        return registry;
    }

    void placed(DeviceRegistry where, int index, String as) {
        registry = where;
        ifindex = index;
        name = as;
    }

    /** Open, whether or not there is a carrier (Linux {@code IFF_UP}). */
    public final boolean isUp() {
        return up;
    }

    /** The link works: cable plugged, peer up (Linux {@code netif_carrier_ok}). */
    public final boolean hasCarrier() {
        return carrier;
    }

    /** Open and with a carrier: frames can pass. */
    public final boolean isRunning() {
        return up && carrier;
    }

    /** Sets the carrier; told to listeners when it changes. */
    protected final void carrier(boolean on) {
        if (carrier != on) {
            carrier = on;
            carrierChanged();
            tell(DeviceEvent.CHANGED);
        }
    }

    /** Opens the device ({@code ip link set up}); nothing happens when it is open. */
    public final void up() {
        if (!up) {
            opened();
            up = true;
            tell(DeviceEvent.UP);
            afterOpen();
        }
    }

    /** Closes it; frames still inside are flushed. */
    public final void down() {
        if (up) {
            tell(DeviceEvent.GOING_DOWN);
            up = false;
            closed();
            tell(DeviceEvent.DOWN);
        }
    }

    /** Receive every frame, whatever its destination; calls count. */
    public final void promiscuous(boolean on) {
        promiscuity += on ? 1 : -1;
        Invariant.check(promiscuity >= 0, "promiscuous mode left more often than entered");
        tell(DeviceEvent.CHANGED);
    }

    public final boolean isPromiscuous() {
        return promiscuity > 0;
    }

    public final RxHandler rxHandler() {
        return rxHandler;
    }

    /** Gives the device's frames to a bridge or the like; null takes it back. */
    public final void rxHandler(RxHandler handler) {
        Invariant.check(handler == null || rxHandler == null, "device has a receive handler already");
        rxHandler = handler;
    }

    private void tell(DeviceEvent event) {
        if (registry != null) {
            registry.tell(this, event);
        }
    }

    /** Makes the device ready (Linux {@code ndo_open}); it is not up yet. */
    protected void opened() {}

    /** Behind the UP notification: what may produce frames. */
    protected void afterOpen() {}

    /** Releases what {@link #opened} made ({@code ndo_stop}); it is not up any more. */
    protected void closed() {}

    protected void carrierChanged() {}

    /** It was deleted, not only moved: take others along. */
    protected void deleted() {}

    /**
     * Sends a frame that starts at its Ethernet header (Linux {@code dev_queue_xmit}): queueing discipline, taps, driver. The
     * buffer is consumed in every case.
     *
     * @return OK, ENOBUFS when a queue was full, ENETDOWN when a device without queue is down
     */
    public abstract Errno transmit(SkBuff skb);

    /** The driver gets a frame; taps have seen it. Returns false for "busy": the caller keeps the buffer. */
    protected abstract boolean startTransmit(SkBuff skb, int queue);

    /** Taps, then the driver (Linux {@code dev_hard_start_xmit}). */
    final boolean hardStart(SkBuff skb, int queue) {
        if (!fillsChecksums) {
            UnfilledChecksum.fill(skb);
        }
        if (registry != null && !registry.taps.isEmpty()) {
            registry.taps.show(skb, this, true);
        }
        if (!taps.isEmpty()) {
            taps.show(skb, this, true);
        }
        skb.stampSent();
        return startTransmit(skb, queue);
    }

    /** Sends at once, as devices without queueing discipline do. */
    final Errno transmitUnqueued(SkBuff skb) {
        if (!up) {
            dropOutgoing(skb, DropReason.DEVICE_DOWN);
            return Errno.ENETDOWN;
        }
        skb.stampScheduled();
        hardStart(skb, 0);
        return Errno.OK;
    }

    final void dropOutgoing(SkBuff skb, DropReason reason) {
        counters.txDropped++;
        softnets.drops().drop(skb, reason);
    }

    /** True when neighbours on it need no resolution (loopback, point to point). */
    public abstract boolean needsNoArp();

    /** As {@code ip link} prints it: {@code UNKNOWN}, {@code UP}, {@code DOWN}, {@code LOWERLAYERDOWN}. */
    public String operationalState() {
        return isRunning() ? "UP" : "DOWN";
    }

    /** Packets a queueing discipline holds at most per band; facts 1.7. */
    public int txQueueLength() {
        return 1000;
    }

    /** As {@code ip link} prints it: {@code noqueue}, {@code pfifo_fast}, {@code mq}. */
    public String queueingDiscipline() {
        return "noqueue";
    }

    /** True when its queueing discipline holds frames until their time of departure. */
    public boolean paces() {
        return false;
    }

    /** Frames inside the device and its queues now. */
    public int queuedFrames() {
        return 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
