package dev.wireproof.rig.bench;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.link.CableListener;
import dev.wireproof.rig.link.Way;

/** Counts frames once, where they enter the cable. */
final class FrameCount implements CableListener {
    private static final int LONGEST_WITHOUT_DATA = EthernetView.SIZE + Ipv4View.SIZE + TcpView.SIZE + 40;

    private long frames;
    private long dataFrames;
    private long octets;

    @Override
    public void entered(Way way, SkBuff frame, long ordinal, String fate) {
        frames++;
        octets += frame.length();
        if (frame.length() > LONGEST_WITHOUT_DATA) {
            dataFrames++;
        }
    }

    @Override
    public void copyArrived(Way way, SkBuff frame, long ordinal, String fate) {
        // A copy is no further frame.
    }

    @Override
    public boolean readsOctets() {
        return false;
    }

    long frames() {
        return frames;
    }

    long dataFrames() {
        return dataFrames;
    }

    long octets() {
        return octets;
    }
}
