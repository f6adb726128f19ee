package dev.wireproof.core.tcp.receiver;

/**
 * The textbook's window: MaxRcvBuffer - (LastByteRcvd - LastByteRead), with silly-window avoidance (RFC 9293 section 3.8.6.2.2).
 * MaxRcvBuffer is what the user gave to SO_RCVBUF, half of the doubled value.
 */
public final class UnreadBytesWindow implements WindowAdvertiser {
    private final ReceiveMemory memory;
    private int clamp = Integer.MAX_VALUE;
    private int mss = 1;

    public UnreadBytesWindow(ReceiveMemory memory) {
        this.memory = memory;
    }

    @Override
    public int space() {
        return memory.limit() / 2;
    }

    @Override
    public void established(int window, int largest, int advertisedMss, int readSeq, long nowNanos) {
        clamp = largest;
        mss = advertisedMss;
    }

    @Override
    public int select(Facts f) {
        int buffer = clamp();
        int free = Math.min(Math.max(0, space() - f.unread), clamp);
        int unit = 1 << f.scale;
        int window = free - free % unit;
        boolean worthTelling = window - f.open >= Math.min(buffer / 2, mss);
        // What stays as it is is rounded up: the field cannot say less than a unit, and the right edge must not move back.
        return worthTelling || window <= f.open ? window : f.open + unit - 1 & -unit;
    }

    @Override
    public int fromMemory(long octets) {
        return (int) (octets / 2);
    }

    @Override
    public boolean isTight() {
        return false;
    }

    @Override
    public boolean leavesAckToReader() {
        return false;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean makeRoom() {
        return true;
    }

    @Override
    public void onSegmentSize(int length, int truesize, int offered) {
        // The window counts octets of text, whatever they cost in memory.
    }

    @Override
    public boolean onText(int length, int truesize, int receiveMss) {
        return false;
    }

    @Override
    public void onProgress(int nxt, int offered, long nowNanos) {
        // The buffer has a fixed size.
    }

    @Override
    public long roundTripNanos() {
        return 0;
    }

    @Override
    public void limit(int octets, int offered) {
        clamp = octets;
    }

    @Override
    public void onEchoedTimestamp(long rttNanos) {
        // The buffer has a fixed size.
    }

    @Override
    public void onRead(int readSeq, int nxt, int beyond, long nowNanos) {
        // The buffer has a fixed size.
    }

    @Override
    public int clamp() {
        return Math.min(clamp, space());
    }

    @Override
    public int ssthresh() {
        return clamp();
    }

    @Override
    public int readSpace() {
        return 0;
    }
}
