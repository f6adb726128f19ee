package dev.wireproof.rig.link;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.Plug;
import dev.wireproof.core.dev.Wire;
import dev.wireproof.core.skb.SkBuff;

/** The plug of a scripted peer: whoever plays the peer gets each arriving frame and sends octets as they are. */
public final class PeerPort implements Plug {
    /** Gets arriving frames; {@code data()} is the Ethernet header, and the buffer is the receiver's. */
    public interface FrameReceiver {
        void arrived(SkBuff frame);
    }

    private final FrameReceiver receiver;
    private Wire wire;

    public PeerPort(FrameReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void attach(Wire next) {
        wire = next;
    }

    /** Sends a frame that starts at its Ethernet header; it belongs to the cable now. */
    public void send(SkBuff frame) {
        Invariant.check(wire != null, "the scripted peer's cable is not plugged in");
        frame.orphan();
        wire.put(frame);
    }

    /** Sends octets that nobody changes any more. */
    public void send(byte[] frame) {
        send(SkBuff.received(frame, 0, frame.length));
    }

    @Override
    public void frameArrived(SkBuff frame) {
        receiver.arrived(frame);
    }

    @Override
    public void reclaim() {
        // Its frames are never charged to anybody.
    }
}
