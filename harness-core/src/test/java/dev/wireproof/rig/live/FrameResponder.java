package dev.wireproof.rig.live;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Answers ARP for one address and turns a received IPv4 frame into its reply in place; knows nothing of the stack. */
final class FrameResponder {
    private static final byte[] MAC = {2, 0, 0, 0, 0, 2};
    private static final int ETHERNET = 14;
    private static final int TRANSPORT = 34;

    private final TapDevice tap;
    private final byte[] frame = new byte[TapDevice.MAX_FRAME_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(frame);

    FrameResponder(TapDevice tap) {
        this.tap = tap;
    }

    /** The next IPv4 frame within {@code nanos}, ARP requests answered on the way; null when none came. */
    ByteBuffer nextIpv4(long nanos) {
        while (tap.await(nanos)) {
            int length = tap.read(frame);
            if (view.getShort(12) == 0x0806) {
                answerArp(length);
            } else if (length > 0) {
                return view.limit(length);
            }
        }
        return null;
    }

    private void answerArp(int length) {
        byte[] asked = Arrays.copyOfRange(frame, 38, 42);
        System.arraycopy(frame, 22, frame, 32, 10);
        System.arraycopy(frame, 6, frame, 0, 6);
        System.arraycopy(MAC, 0, frame, 6, 6);
        System.arraycopy(MAC, 0, frame, 22, 6);
        System.arraycopy(asked, 0, frame, 28, 4);
        frame[21] = 2;
        tap.write(frame, 0, length);
    }

    /** Swaps the addresses of the frame last received, sums it again and sends {@code ipLength} bytes of it as IPv4. */
    void sendBack(int ipLength, int checksumOffset, boolean pseudoHeader) {
        System.arraycopy(frame, 6, frame, 0, 6);
        System.arraycopy(MAC, 0, frame, 6, 6);
        int source = view.getInt(26);
        view.limit(frame.length).putInt(26, view.getInt(30)).putInt(30, source);
        view.putShort(16, (short) ipLength).putShort(24, (short) 0);
        view.putShort(24, (short) ~sum(ETHERNET, 20, 0));
        int transportLength = ipLength - 20;
        view.putShort(TRANSPORT + checksumOffset, (short) 0);
        int start = pseudoHeader ? sum(26, 8, (frame[23] & 0xff) + transportLength) : 0;
        view.putShort(TRANSPORT + checksumOffset, (short) ~sum(TRANSPORT, transportLength, start));
        tap.write(frame, 0, ETHERNET + ipLength);
    }

    private int sum(int offset, int length, int start) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += (frame[offset + i] & 0xff) << ((i & 1) == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
