package dev.wireproof.core.skb;

import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.base.Invariant;
import java.util.Arrays;

/**
 * A network buffer: an own linear area with room in front, plus a list of read-only payload slices that other buffers may
 * share (Linux {@code sk_buff}, include/linux/skbuff.h).
 *
 * <p>Lower layers {@link #push} headers in front and upper layers {@link #pull} them off; payload is never moved. Offsets named
 * {@code ...Header} are positions in {@link #head}. A slice is never written once it is attached; whoever must change payload
 * copies first ({@link #linearCopy}).
 */
public final class SkBuff {
    /** Headroom that lets every lower layer push its header: Ethernet 14, IP 60, TCP 60, rounded up. */
    public static final int HEADROOM = 144;

    private byte[] head;
    private int data;
    private int tail;
    private byte[][] sliceArray = NO_SLICES;
    private int[] sliceRange = NO_RANGES;
    private int sliceCount;
    private int sliceOctets;

    private static final byte[][] NO_SLICES = {};
    private static final int[] NO_RANGES = {};

    /** Position of the Ethernet header in {@link #head}, or -1. */
    public int macHeader = -1;
    /** Position of the IP or ARP header in {@link #head}, or -1. */
    public int networkHeader = -1;
    /** Position of the transport header in {@link #head}, or -1. */
    public int transportHeader = -1;

    /** EtherType of the network header. */
    public int protocol;
    public PacketKind kind = PacketKind.HOST;
    /** Index of the device it came in on; 0 when made here. */
    public int inputIfindex;
    /** The device it came in on, typed by the device layer; null when made here. */
    public Object device;
    /** Octets charged for this buffer, overhead included. */
    public int truesize;
    /** Netfilter mark. */
    public int mark;
    /** Queueing priority, 0 to 15. */
    public int priority;
    /** Flow hash for steering; 0 when not computed. */
    public int hash;
    /** Not to leave this host before; 0 for at once (Linux {@code skb->tstamp} as earliest departure time). */
    public long departNanos;
    /** Checksum known to be good: it never left this host, or the other end's device never wrote it out. */
    public boolean checksumVerified;
    /** Position in {@link #head} of what a checksum not filled in yet covers, or -1; see {@link UnfilledChecksum}. */
    int checksumStart = -1;
    int checksumField;
    /** Octets of payload in a segment of a super-segment or of merged segments; 0 in a plain packet (Linux {@code gso_size}). */
    public int segmentSize;
    /** Segments in it (Linux {@code gso_segs}). */
    public int segments = 1;

    /** Network addresses as the network layer read them, for transports ({@code Address} halves). */
    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;
    /** Transport protocol number as the network layer read it. */
    public int ipProtocol;
    /** Traffic class octet as the network layer read it. */
    public int trafficClass;
    /** Hop limit as the network layer read it. */
    public int hopLimit;

    /** Sequence number of the first octet; private to the transport that holds the buffer. */
    public int seq;
    /** Sequence number behind the last octet, SYN and FIN counted; private to the transport. */
    public int endSeq;
    /** More private words of the layer that holds the buffer. */
    public int cb0;
    public int cb1;

    /** Told when this buffer goes out; null for nobody. */
    public TransmitStamper stamper;
    /** Which octet the stamper asked about; its own business. */
    public int stampKey;

    /** The route, typed by the routing layer; null when not looked up. */
    public Object route;
    /** Who is charged; told through {@link #destructor}. */
    public Object owner;
    private Destructor destructor;

    /** Neighbours in a {@link SkbQueue}. */
    SkBuff next;
    SkBuff previous;
    SkbQueue queue;

    private SkBuff(byte[] head, int data, int tail) {
        this.head = head;
        this.data = data;
        this.tail = tail;
    }

    /** An empty buffer with {@link #HEADROOM} in front and room for {@code room} linear octets. */
    public static SkBuff allocate(int room) {
        SkBuff skb = new SkBuff(new byte[HEADROOM + room], HEADROOM, HEADROOM);
        skb.truesize = room <= 512 ? Truesize.SMALL : Truesize.FULL;
        return skb;
    }

    /** A received frame in octets that nobody else keeps; starts at the Ethernet header. */
    public static SkBuff received(byte[] octets, int offset, int length) {
        SkBuff skb = new SkBuff(octets, offset, offset + length);
        skb.truesize = Truesize.ofReceived(length);
        return skb;
    }

    /** The linear area; valid octets lie from {@link #data} to {@link #tail}. */
    public byte[] head() {
        return head;
    }

    /** Position of the first octet in {@link #head}. */
    public int data() {
        return data;
    }

    /** Position behind the last linear octet in {@link #head}. */
    public int tail() {
        return tail;
    }

    /** Linear octets. */
    public int linearLength() {
        return tail - data;
    }

    /** All octets: linear and slices. */
    public int length() {
        return tail - data + sliceOctets;
    }

    /** Octets of the longest packet that will be made of it: of the first one when it is a super-segment. */
    public int longestPacket() {
        return segmentSize == 0 ? length() : tail - data + segmentSize;
    }

    /** Makes room for {@code octets} in front and returns the new {@link #data}. */
    public int push(int octets) {
        if (data < octets) {
            growHeadroom(octets);
        }
        data -= octets;
        return data;
    }

    private void growHeadroom(int octets) {
        int extra = octets + HEADROOM;
        byte[] bigger = new byte[head.length + extra];
        System.arraycopy(head, data, bigger, data + extra, tail - data);
        head = bigger;
        data += extra;
        tail += extra;
        macHeader = macHeader < 0 ? -1 : macHeader + extra;
        networkHeader = networkHeader < 0 ? -1 : networkHeader + extra;
        transportHeader = transportHeader < 0 ? -1 : transportHeader + extra;
        checksumStart = checksumStart < 0 ? checksumStart : checksumStart + extra;
        checksumField += extra;
    }

    /** Takes {@code octets} linear octets off the front and returns the new {@link #data}. */
    public int pull(int octets) {
        Invariant.check(octets <= tail - data, "pull beyond the linear area");
        data += octets;
        return data;
    }

    /** Appends {@code octets} linear octets and returns their position; only before slices are attached. */
    public int put(int octets) {
        Invariant.check(sliceCount == 0, "put behind slices");
        if (tail + octets > head.length) {
            head = Arrays.copyOf(head, tail + octets);
        }
        int at = tail;
        tail += octets;
        return at;
    }

    /** Attaches payload that is shared and must not be written any more. */
    public void attach(byte[] octets, int offset, int length) {
        int last = sliceCount - 1;
        if (last >= 0 && sliceArray[last] == octets && sliceRange[2 * last] + sliceRange[2 * last + 1] == offset) {
            sliceRange[2 * last + 1] += length;
            sliceOctets += length;
            return;
        }
        if (sliceCount == sliceArray.length) {
            growSlices();
        }
        sliceArray[sliceCount] = octets;
        sliceRange[2 * sliceCount] = offset;
        sliceRange[2 * sliceCount + 1] = length;
        sliceCount++;
        sliceOctets += length;
    }

    private void growSlices() {
        byte[][] arrays = new byte[sliceCount == 0 ? 2 : sliceCount * 2][];
        System.arraycopy(sliceArray, 0, arrays, 0, sliceCount);
        sliceArray = arrays;
        sliceRange = Arrays.copyOf(sliceRange, arrays.length * 2);
    }

    /** Shared payload slices. */
    public int slices() {
        return sliceCount;
    }

    /** The array that slice {@code i} lies in; not to be written. */
    public byte[] sliceArray(int i) {
        return sliceArray[i];
    }

    public int sliceOffset(int i) {
        return sliceRange[2 * i];
    }

    public int sliceLength(int i) {
        return sliceRange[2 * i + 1];
    }

    /** Cuts the buffer to its first {@code length} octets; longer than it is means no change. */
    public void trim(int length) {
        int excess = length() - length;
        while (excess > 0 && sliceCount > 0) {
            int last = sliceRange[2 * sliceCount - 1];
            int cut = Math.min(excess, last);
            sliceRange[2 * sliceCount - 1] = last - cut;
            sliceOctets -= cut;
            excess -= cut;
            if (last == cut) {
                sliceArray[--sliceCount] = null;
            }
        }
        if (excess > 0) {
            tail -= excess;
        }
    }

    /** Drops the first {@code octets} octets, linear or not. */
    public void dropFront(int octets) {
        int linear = Math.min(octets, tail - data);
        data += linear;
        int rest = octets - linear;
        int gone = 0;
        while (rest > 0) {
            int cut = Math.min(rest, sliceRange[2 * gone + 1]);
            sliceRange[2 * gone] += cut;
            sliceRange[2 * gone + 1] -= cut;
            sliceOctets -= cut;
            rest -= cut;
            if (sliceRange[2 * gone + 1] == 0) {
                gone++;
            }
        }
        if (gone > 0) {
            System.arraycopy(sliceArray, gone, sliceArray, 0, sliceCount - gone);
            System.arraycopy(sliceRange, 2 * gone, sliceRange, 0, 2 * (sliceCount - gone));
            Arrays.fill(sliceArray, sliceCount - gone, sliceCount, null);
            sliceCount -= gone;
        }
    }

    /** Makes sure that at least {@code octets} lie in the linear area (Linux {@code pskb_may_pull}). False when there are fewer. */
    public boolean mayPull(int octets) {
        int missing = octets - (tail - data);
        if (missing <= 0) {
            return true;
        }
        if (missing > sliceOctets) {
            return false;
        }
        byte[] bigger = new byte[tail + missing];
        System.arraycopy(head, 0, bigger, 0, tail);
        copyTo(tail - data, bigger, tail, missing);
        int kept = data;
        int linear = tail - data;
        dropFront(linear + missing);
        head = bigger;
        data = kept;
        tail = kept + linear + missing;
        return true;
    }

    /** Copies octets out; {@code from} counts from {@link #data}. */
    public void copyTo(int from, byte[] target, int at, int length) {
        int linear = Math.max(0, Math.min(length, tail - data - from));
        if (linear > 0) {
            System.arraycopy(head, data + from, target, at, linear);
        }
        int skip = Math.max(0, from - (tail - data));
        int left = length - linear;
        int to = at + linear;
        for (int i = 0; left > 0; i++) {
            int size = sliceRange[2 * i + 1];
            if (skip >= size) {
                skip -= size;
                continue;
            }
            int part = Math.min(left, size - skip);
            System.arraycopy(sliceArray[i], sliceRange[2 * i] + skip, target, to, part);
            skip = 0;
            to += part;
            left -= part;
        }
    }

    /** Adds octets {@code from} to {@code from + length} (counted from {@link #data}) to a partial checksum; {@code from} is an even place of the sum. */
    public long checksum(long sum, int from, int length) {
        int linear = Math.max(0, Math.min(length, tail - data - from));
        if (linear > 0) {
            sum = InternetChecksum.add(sum, head, data + from, linear);
        }
        int done = linear;
        int skip = Math.max(0, from - (tail - data));
        for (int i = 0; done < length; i++) {
            int size = sliceRange[2 * i + 1];
            if (skip >= size) {
                skip -= size;
                continue;
            }
            int part = Math.min(length - done, size - skip);
            int at = sliceRange[2 * i] + skip;
            sum = (done & 1) == 0
                    ? InternetChecksum.add(sum, sliceArray[i], at, part)
                    : InternetChecksum.addOdd(sum, sliceArray[i], at, part);
            skip = 0;
            done += part;
        }
        return sum;
    }

    /** Attaches octets {@code from} to {@code from + length} of another buffer to this one without copying. */
    public void attachFrom(SkBuff other, int from, int length) {
        int linear = Math.max(0, Math.min(length, other.tail - other.data - from));
        if (linear > 0) {
            attach(other.head, other.data + from, linear);
        }
        int skip = Math.max(0, from - (other.tail - other.data));
        int left = length - linear;
        for (int i = 0; left > 0; i++) {
            int size = other.sliceRange[2 * i + 1];
            if (skip >= size) {
                skip -= size;
                continue;
            }
            int part = Math.min(left, size - skip);
            attach(other.sliceArray[i], other.sliceRange[2 * i] + skip, part);
            skip = 0;
            left -= part;
        }
    }

    /** A second buffer over the same octets: own header area (copied), shared slices. Not charged to anybody. */
    public SkBuff copy() {
        SkBuff c = new SkBuff(Arrays.copyOf(head, Math.max(head.length, tail)), data, tail);
        c.sliceArray = sliceArray.clone();
        c.sliceRange = sliceRange.clone();
        c.sliceCount = sliceCount;
        c.sliceOctets = sliceOctets;
        c.copyFieldsOf(this);
        return c;
    }

    /** As {@link #copy}, with all octets in the linear area, so that payload may be changed. */
    public SkBuff linearCopy() {
        UnfilledChecksum.fill(this);
        byte[] octets = new byte[data + length()];
        System.arraycopy(head, 0, octets, 0, data);
        copyTo(0, octets, data, length());
        SkBuff c = new SkBuff(octets, data, data + length());
        c.copyFieldsOf(this);
        c.checksumStart = -1;
        return c;
    }

    private void copyFieldsOf(SkBuff o) {
        macHeader = o.macHeader;
        networkHeader = o.networkHeader;
        transportHeader = o.transportHeader;
        protocol = o.protocol;
        kind = o.kind;
        inputIfindex = o.inputIfindex;
        device = o.device;
        truesize = o.truesize;
        mark = o.mark;
        priority = o.priority;
        hash = o.hash;
        checksumVerified = o.checksumVerified;
        checksumStart = o.checksumStart;
        checksumField = o.checksumField;
        segmentSize = o.segmentSize;
        segments = o.segments;
        sourceHigh = o.sourceHigh;
        sourceLow = o.sourceLow;
        destinationHigh = o.destinationHigh;
        destinationLow = o.destinationLow;
        ipProtocol = o.ipProtocol;
        trafficClass = o.trafficClass;
        hopLimit = o.hopLimit;
        seq = o.seq;
        endSeq = o.endSeq;
        cb0 = o.cb0;
        cb1 = o.cb1;
        route = o.route;
    }

    /** All octets in a new array. */
    public byte[] toBytes() {
        UnfilledChecksum.fill(this);
        byte[] octets = new byte[length()];
        copyTo(0, octets, 0, octets.length);
        return octets;
    }

    /** A device queues it now; whoever wants the time is told. */
    public void stampScheduled() {
        if (stamper != null) {
            stamper.passes(this, false);
        }
    }

    /** A driver gets it now; whoever wants the time is told, once. */
    public void stampSent() {
        TransmitStamper told = stamper;
        if (told != null) {
            stamper = null;
            told.passes(this, true);
        }
    }

    /** Charges the buffer to {@code owner}; {@code destructor} is told when the charge ends. */
    public void charge(Object owner, Destructor destructor) {
        Invariant.check(this.destructor == null, "buffer charged twice");
        this.owner = owner;
        this.destructor = destructor;
    }

    /** True while somebody is charged. */
    public boolean isCharged() {
        return destructor != null;
    }

    /** Ends the charge now (Linux {@code skb_orphan}); nothing happens when there is none. */
    public void orphan() {
        Destructor d = destructor;
        if (d != null) {
            destructor = null;
            d.released(this);
            owner = null;
        }
    }

    /** Drops what must not travel between two devices of one host (Linux {@code skb_scrub_packet}); the mark survives inside a namespace. */
    public void scrub(boolean otherNamespace) {
        kind = PacketKind.HOST;
        inputIfindex = 0;
        stamper = null;
        priority = 0;
        route = null;
        mark = otherNamespace ? 0 : mark;
    }

    /** Makes it look as it does on arrival at another host: nothing of the sender's memory comes along. */
    public void crossWire() {
        Invariant.check(destructor == null, "a charged buffer left its host");
        macHeader = -1;
        networkHeader = -1;
        transportHeader = -1;
        protocol = 0;
        kind = PacketKind.HOST;
        inputIfindex = 0;
        device = null;
        mark = 0;
        priority = 0;
        hash = 0;
        checksumVerified = checksumStart >= 0;
        cb0 = 0;
        cb1 = 0;
        route = null;
        owner = null;
        stamper = null;
        truesize = Truesize.ofReceived(length());
    }
}
