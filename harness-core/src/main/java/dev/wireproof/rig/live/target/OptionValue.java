package dev.wireproof.rig.live.target;

import dev.wireproof.core.sock.Option;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values of socket options as setsockopt(2) wants them: an int, {@code struct linger}, or {@code struct timeval}. */
final class OptionValue {
    private OptionValue() {
    }

    static byte[] encode(Option option, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        switch (option) {
            case SO_LINGER -> bytes.putInt(values[0]).putInt(values.length > 1 ? values[1] : 0);
            case SO_RCVTIMEO, SO_SNDTIMEO -> bytes.putLong(values[0]).putLong(values.length > 1 ? values[1] : 0);
            default -> bytes.putInt(values[0]);
        }
        byte[] encoded = new byte[bytes.position()];
        bytes.get(0, encoded);
        return encoded;
    }
}
