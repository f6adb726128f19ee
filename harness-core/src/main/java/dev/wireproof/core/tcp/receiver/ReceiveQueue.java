package dev.wireproof.core.tcp.receiver;

import dev.wireproof.core.base.Seq;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.DropSink;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.SkbQueue;
import dev.wireproof.core.skb.Truesize;

/** Text that arrived in order and waits for the user; it lies in the buffers it came in until it is read. */
public final class ReceiveQueue {
    /** What Linux saves when it appends a buffer's page to the one before ({@code skb_try_coalesce}): the descriptor. */
    public static final int COALESCED = 256;

    /** Segments that join one run: the first and as many pages as a buffer has room for (Linux {@code MAX_SKB_FRAGS}). */
    private static final int LONGEST_RUN = 18;
    /** Octets that fit one page beside the shared info (Linux {@code SKB_MAX_ORDER(0, 0)}). */
    private static final int LARGEST_COPY = 3776;
    private static final int STARTS_RUN = 0;
    private static final int JOINS_RUN = 1;

    private final SkbQueue queue = new SkbQueue();
    /** Buffers of a run that were read while others of it were not: Linux holds the memory of a run until its end. */
    private final SkbQueue spent = new SkbQueue();
    private final ReceiveMemory memory;
    private int run;
    private int readSeq;
    private int end;
    private boolean endRead;

    public ReceiveQueue(ReceiveMemory memory) {
        this.memory = memory;
    }

    /** Starts behind the peer's SYN. */
    public void start(int seq) {
        readSeq = seq;
        end = seq;
    }

    /** Sequence number of the next octet the user reads (Linux {@code copied_seq}). */
    public int readSeq() {
        return readSeq;
    }

    /** Octets that wait. */
    public int unread() {
        return end - readSeq;
    }

    /** The user has read the end of the stream (Linux moves {@code copied_seq} over the FIN). */
    public void endRead() {
        endRead = true;
    }

    public boolean isEndRead() {
        return endRead;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /**
     * Appends text that starts at or before the end and goes beyond it.
     *
     * @return true when it was counted together with the buffer before
     */
    public boolean append(SkBuff skb) {
        int overlap = Seq.diff(end, skb.seq);
        if (overlap > 0) {
            skb.dropFront(overlap);
        }
        end += skb.length();
        if (skb.length() == 0) {
            return false;
        }
        boolean joined = !queue.isEmpty() && run + skb.segments <= LONGEST_RUN;
        run = joined ? run + skb.segments : skb.segments;
        skb.cb1 = joined ? JOINS_RUN : STARTS_RUN;
        if (joined) {
            skb.truesize -= COALESCED;
        }
        memory.charge(skb);
        queue.addLast(skb);
        return joined;
    }

    /** Copies octets that wait, oldest first, without taking them; {@code skip} octets are passed over. */
    public int peek(byte[] octets, int offset, int length, int skip) {
        int copied = 0;
        int passed = skip;
        for (SkBuff skb = queue.first(); skb != null && copied < length; skb = queue.after(skb)) {
            int available = skb.length() - passed;
            if (available > 0) {
                int part = Math.min(available, length - copied);
                skb.copyTo(passed, octets, offset + copied, part);
                copied += part;
            }
            passed = Math.max(0, -available);
        }
        return copied;
    }

    /** Copies octets out and takes them; with a null array they are only taken. */
    public int read(byte[] octets, int offset, int length) {
        int done = 0;
        while (done < length && !queue.isEmpty()) {
            SkBuff skb = queue.first();
            int part = Math.min(skb.length(), length - done);
            if (octets != null) {
                skb.copyTo(0, octets, offset + done, part);
            }
            done += part;
            if (part == skb.length()) {
                queue.remove(skb);
                spent.addLast(skb);
            } else {
                skb.dropFront(part);
            }
        }
        if (queue.isEmpty() || queue.first().cb1 == STARTS_RUN) {
            release();
        }
        readSeq += done;
        return done;
    }

    private void release() {
        while (!spent.isEmpty()) {
            spent.removeFirst().orphan();
        }
    }

    /**
     * Copies what waits into as few buffers as hold it, from the first run on that costs more memory than its text is worth (Linux
     * {@code tcp_collapse}).
     *
     * @return Linux's buffers that are gone: runs, each counted as one
     */
    public int collapse(WindowAdvertiser window) {
        SkBuff from = firstBloated(window);
        if (from == null) {
            return 0;
        }
        if (from == queue.first()) {
            release();
        }
        SkbQueue old = new SkbQueue();
        int octets = 0;
        int runs = 0;
        for (SkBuff skb = from; skb != null; ) {
            SkBuff after = queue.after(skb);
            octets += skb.length();
            runs += skb == from || skb.cb1 == STARTS_RUN ? 1 : 0;
            queue.remove(skb);
            skb.orphan();
            old.addLast(skb);
            skb = after;
        }
        copy(old, octets);
        return runs;
    }

    private SkBuff firstBloated(WindowAdvertiser window) {
        for (SkBuff start = queue.first(); start != null; ) {
            long memoryOfRun = start == queue.first() ? spent.truesize() : 0;
            int octets = 0;
            SkBuff skb = start;
            do {
                memoryOfRun += skb.truesize;
                octets += skb.length();
                skb = queue.after(skb);
            } while (skb != null && skb.cb1 == JOINS_RUN);
            if (window.fromMemory(memoryOfRun) > octets) {
                return start;
            }
            start = skb;
        }
        return null;
    }

    private void copy(SkbQueue old, int octets) {
        int left = octets;
        int taken = 0;
        while (left > 0) {
            byte[] text = new byte[Math.min(left, LARGEST_COPY)];
            int filled = 0;
            while (filled < text.length) {
                SkBuff skb = old.first();
                int part = Math.min(skb.length() - taken, text.length - filled);
                skb.copyTo(taken, text, filled, part);
                filled += part;
                taken += part;
                if (taken == skb.length()) {
                    old.removeFirst();
                    taken = 0;
                }
            }
            SkBuff copy = SkBuff.allocate(0);
            copy.attach(text, 0, text.length);
            copy.truesize = Truesize.ofCopy(text.length);
            copy.cb1 = STARTS_RUN;
            memory.charge(copy);
            queue.addLast(copy);
            left -= text.length;
        }
        run = 1;
    }

    /** Drops what waits: the socket is closed. */
    public void flush(DropSink drops) {
        release();
        while (!queue.isEmpty()) {
            drops.drop(queue.removeFirst(), DropReason.FLUSHED);
        }
        readSeq = end;
    }
}
