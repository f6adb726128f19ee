package dev.wireproof.core.ip;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.wire.Ipv4View;
import java.util.Arrays;

/**
 * Cuts a datagram into fragments that share its payload (RFC 791 section 3.2; Linux {@code ip_do_fragment}, facts 3.7).
 */
public final class Fragmenter {
    /** Takes the fragments in order. */
    public interface Sink {
        void fragment(SkBuff fragment);
    }

    /** Where options end. */
    private static final int OPTION_END = 0;
    private static final int OPTION_NOP = 1;
    /** Option is copied into every fragment. */
    private static final int OPTION_COPY = 0x80;

    private final Ipv4View view = new Ipv4View();

    /**
     * Cuts a datagram, or a fragment, to pieces of at most {@code mtu} octets. {@code skb.data()} is its IP header. Its payload
     * belongs to the pieces afterwards.
     *
     * @return number of pieces, or 0 when the MTU leaves no room for 8 octets of payload
     */
    public int split(SkBuff skb, int mtu, Sink sink) {
        view.at(skb.head(), skb.data());
        int header = view.headerLength();
        int flags = view.flagsAndOffset();
        int room = mtu - header;
        if (room < 8) {
            return 0;
        }
        int total = skb.length() - header;
        int pieces = 0;
        int length;
        for (int from = 0; from < total; from += length) {
            length = total - from <= room ? total - from : room & ~7;
            boolean more = from + length < total || (flags & Ipv4View.MF) != 0;
            int offset = (flags & Ipv4View.OFFSET_MASK) + (from >>> 3);
            sink.fragment(piece(skb, header, from, length, more ? offset | Ipv4View.MF : offset));
            pieces++;
        }
        return pieces;
    }

    private SkBuff piece(SkBuff whole, int header, int from, int length, int flagsAndOffset) {
        SkBuff f = SkBuff.allocate(header);
        int at = f.put(header);
        System.arraycopy(whole.head(), whole.data(), f.head(), at, header);
        f.attachFrom(whole, header + from, length);
        if (from > 0 && header > Ipv4View.SIZE) {
            blankUncopied(f.head(), at + Ipv4View.SIZE, at + header);
        }
        new Ipv4View().at(f.head(), at).totalLength(header + length).flagsAndOffset(flagsAndOffset).fillChecksum();
        f.networkHeader = at;
        f.protocol = whole.protocol;
        f.kind = whole.kind;
        f.inputIfindex = whole.inputIfindex;
        f.truesize = Truesize.of(header + length);
        f.mark = whole.mark;
        f.priority = whole.priority;
        f.route = whole.route;
        f.checksumVerified = whole.checksumVerified;
        return f;
    }

    /** Options that belong into the first fragment only become NOP; the header keeps its length. */
    private static void blankUncopied(byte[] a, int at, int end) {
        while (at < end && a[at] != OPTION_END) {
            if (a[at] == OPTION_NOP) {
                at++;
                continue;
            }
            int length = at + 1 < end ? a[at + 1] & 255 : 0;
            if (length < 2 || at + length > end) {
                return;
            }
            if ((a[at] & OPTION_COPY) == 0) {
                Arrays.fill(a, at, at + length, (byte) OPTION_NOP);
            }
            at += length;
        }
    }
}
