package dev.wireproof.rig.oracle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The fragments a sender must emit for a datagram (RFC 791 section 3.2), with its options (section 3.1). */
public final class FragmentOracle {
    /** What becomes of options without the copy flag in later fragments. */
    public enum LaterOptions {
        /** They are left out and the header shrinks (RFC 791). */
        LEFT_OUT,
        /** They become no-operations and the header keeps its length (Linux {@code ip_options_fragment}). */
        NO_OPERATIONS
    }

    /**
     * One fragment.
     *
     * @param offset  of its first data octet in the datagram, in octets
     * @param length  of its data in octets
     * @param more    the MF bit
     * @param options its option octets, a multiple of four
     */
    public record Piece(int offset, int length, boolean more, List<Byte> options) {
        public int headerLength() {
            return 20 + options.size();
        }

        public int totalLength() {
            return headerLength() + length;
        }
    }

    private FragmentOracle() {
    }

    /** The fragments of a whole datagram with {@code length} data octets for links of {@code mtu} octets. */
    public static List<Piece> pieces(int length, int mtu, byte[] options, LaterOptions policy) {
        return pieces(0, length, false, mtu, options, policy);
    }

    /** The fragments of a datagram that may be a fragment itself: it starts at {@code base} and has the MF bit {@code more}. */
    public static List<Piece> pieces(int base, int length, boolean more, int mtu, byte[] options, LaterOptions policy) {
        var first = boxed(options);
        if (20 + first.size() + length <= mtu) {
            return List.of(new Piece(base, length, more, first));
        }
        var pieces = new ArrayList<Piece>();
        int done = 0;
        while (done < length) {
            var carried = done == 0 ? first : later(options, policy);
            int room = mtu - 20 - carried.size();
            int take = length - done <= room ? length - done : room / 8 * 8;
            if (take <= 0) {
                throw new IllegalArgumentException("no data fits an MTU of " + mtu + " beside " + carried.size() + " option octets");
            }
            pieces.add(new Piece(base + done, take, more || done + take < length, carried));
            done += take;
        }
        return pieces;
    }

    /** Options of the second and all later fragments. */
    private static List<Byte> later(byte[] options, LaterOptions policy) {
        var out = new ByteArrayOutputStream();
        int at = 0;
        while (at < options.length && options[at] != 0) {
            int size = options[at] == 1 ? 1 : Math.max(2, options[at + 1] & 0xFF);
            boolean copied = (options[at] & 0x80) != 0;
            for (int i = at; i < Math.min(at + size, options.length); i++) {
                if (copied) {
                    out.write(options[i]);
                } else if (policy == LaterOptions.NO_OPERATIONS) {
                    out.write(1);
                }
            }
            at += size;
        }
        if (policy == LaterOptions.NO_OPERATIONS) {
            out.write(options, Math.min(at, options.length), Math.max(0, options.length - at));
        }
        while (out.size() % 4 != 0) {
            out.write(0);
        }
        return boxed(out.toByteArray());
    }

    private static List<Byte> boxed(byte[] octets) {
        var list = new ArrayList<Byte>();
        for (byte octet : octets) {
            list.add(octet);
        }
        return List.copyOf(list);
    }
}
