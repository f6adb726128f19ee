package dev.wireproof.core.ip;

import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;

/** A transport that keeps what it gets. */
final class RecordingTransport implements TransportProtocol {
    static final int NUMBER = 253;

    final List<byte[]> received = new ArrayList<>();
    final List<IcmpError> errors = new ArrayList<>();
    SkBuff last;

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void receive(SkBuff skb) {
        received.add(skb.toBytes());
        last = skb;
    }

    @Override
    public void error(SkBuff skb, IcmpError error) {
        errors.add(error);
        last = skb;
    }
}
