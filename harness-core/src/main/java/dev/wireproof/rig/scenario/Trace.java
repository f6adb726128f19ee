package dev.wireproof.rig.scenario;

import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.FrameSink;
import dev.wireproof.rig.capture.LinkType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The frames of a run in the order in which they appeared, each once where it left a host, as the golden holds them. */
public final class Trace {
    private final List<CapturedFrame> frames = new ArrayList<>();
    private int interfaces;

    /** Declares an interface; interfaces stand in the capture in this order. */
    public CaptureInterface addInterface(String name, String description) {
        return new CaptureInterface(interfaces++, name, description, LinkType.ETHERNET);
    }

    /**
     * Adds a frame.
     *
     * @param nanos virtual time
     * @param octets from the Ethernet header on; not written after this
     * @param comment fate and other remarks, or empty
     */
    public void add(CaptureInterface on, long nanos, byte[] octets, Direction direction, String comment) {
        frames.add(new CapturedFrame(
                frames.size() + 1, FrameSink.VIRTUAL_ZERO_UNIX_NANOS + nanos, on, octets, octets.length, direction, comment));
    }

    public List<CapturedFrame> frames() {
        return Collections.unmodifiableList(frames);
    }
}
