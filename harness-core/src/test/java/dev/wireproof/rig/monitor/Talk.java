package dev.wireproof.rig.monitor;

import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.Captures;
import dev.wireproof.rig.capture.FrameBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A TCP connection between {@code a} (client, ISN near the wrap) and {@code b}, written segment by segment with positions. Both offer
 * MSS 1460, window scale 2, SACK and timestamps; timestamps count the frames.
 */
final class Talk {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int PSH = 8;
    static final int ACK = 16;
    static final int URG = 32;
    static final int ECE = 64;
    static final int CWR = 128;
    private static final int ISN_A = -500;
    private static final int ISN_B = 7_000_000;

    private final Captures captures = new Captures();
    private int idA = 100;
    private int idB = 900;
    private int stamp;
    private int stampShift;
    private int stampA;
    private int stampB;
    private int windowA = 250;
    private int windowB = 250;
    private int[] extra = {};
    private boolean bare;
    private int pointer;
    private int tos;

    /** The three segments of the handshake; scaled windows of 1000 octets follow. */
    static Talk opened() {
        return halfOpen().a(1, 1, ACK, 0);
    }

    /** The first two segments; the SYN has these options too. */
    static Talk halfOpen(int... more) {
        Talk talk = new Talk();
        int[] options = {2, 4, 5, 0xB4, 1, 3, 3, 2, 4, 2};
        int[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        talk.raw(true, 0, 0, SYN, new byte[0], all);
        talk.raw(false, 0, 1, SYN | ACK, new byte[0], options);
        return talk;
    }

    /** The two SYNs of {@link #opened}, which agree on ECN. */
    static Talk openedWithEcn() {
        Talk talk = new Talk();
        talk.raw(true, 0, 0, SYN | ECE | CWR, new byte[0], 2, 4, 5, 0xB4, 1, 3, 3, 2, 4, 2);
        return talk.raw(false, 0, 1, SYN | ACK | ECE, new byte[0], 2, 4, 5, 0xB4, 1, 3, 3, 2, 4, 2);
    }

    /** The next segment has this traffic class. */
    Talk tos(int octet) {
        tos = octet;
        return this;
    }

    /** The next segment carries these options too. */
    Talk with(int... options) {
        extra = options;
        return this;
    }

    /** The next segment carries no timestamps. */
    Talk bare() {
        bare = true;
        return this;
    }

    /** The next segment has this urgent pointer. */
    Talk pointer(int octets) {
        pointer = octets;
        return this;
    }

    /** Timestamps go on this much later or earlier. */
    Talk shiftStamps(int by) {
        stampShift += by;
        return this;
    }

    Talk windowA(int field) {
        windowA = field;
        return this;
    }

    Talk windowB(int field) {
        windowB = field;
        return this;
    }

    /** A segment of {@code a}: octets are those of their positions. */
    Talk a(long seq, long ack, int flags, int length) {
        return raw(true, seq, ack, flags, octets(seq, length));
    }

    Talk a(long seq, long ack, int flags, byte[] data) {
        return raw(true, seq, ack, flags, data);
    }

    /** A segment of {@code b}. */
    Talk b(long seq, long ack, int flags, int length) {
        return raw(false, seq, ack, flags, octets(seq, length));
    }

    static byte[] octets(long position, int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) ((position + i) * 31 >>> 3);
        }
        return data;
    }

    private Talk raw(boolean fromA, long seq, long ack, int flags, byte[] data, int... synOptions) {
        stamp++;
        int now = stamp + stampShift;
        int echo = (flags & ACK) == 0 ? 0 : fromA ? stampB : stampA;
        if (fromA) {
            stampA = Math.max(stampA, bare ? 0 : now);
        } else {
            stampB = Math.max(stampB, bare ? 0 : now);
        }
        List<Integer> options = new ArrayList<>();
        if (!bare) {
            for (int each : new int[] {8, 10, now >>> 24, now >>> 16 & 255, now >>> 8 & 255, now & 255,
                echo >>> 24, echo >>> 16 & 255, echo >>> 8 & 255, echo & 255}) {
                options.add(each);
            }
        }
        for (int[] more : new int[][] {synOptions, extra}) {
            for (int each : more) {
                options.add(each);
            }
        }
        extra = new int[0];
        bare = false;
        int[] all = options.stream().mapToInt(i -> i).toArray();
        int window = (flags & SYN) != 0 ? 1000 : fromA ? windowA : windowB;
        FrameBuilder frame = fromA ? FrameBuilder.frame() : FrameBuilder.frame().back();
        int mine = fromA ? ISN_A : ISN_B;
        int theirs = fromA ? ISN_B : ISN_A;
        int ackField = (flags & ACK) == 0 ? 0 : theirs + (int) ack;
        frame.tos(tos).identification(fromA ? idA++ : idB++).payload(data)
                .tcp(fromA ? 4000 : 80, fromA ? 80 : 4000, mine + (int) seq, ackField, flags, window, all).urgent(pointer);
        pointer = 0;
        tos = 0;
        if (fromA) {
            captures.a(frame.build());
        } else {
            captures.b(frame.build());
        }
        return this;
    }

    /** SACK option for octets that {@code a} sent. */
    static int[] sackOfA(int left, int right) {
        int l = ISN_A + left;
        int r = ISN_A + right;
        return new int[] {1, 1, 5, 10, l >>> 24, l >>> 16 & 255, l >>> 8 & 255, l & 255, r >>> 24, r >>> 16 & 255, r >>> 8 & 255, r & 255};
    }

    List<CapturedFrame> frames() {
        return captures.frames();
    }

    Captures captures() {
        return captures;
    }
}
