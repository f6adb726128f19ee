package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;

/** Who sits at the two ends of a ladder's wire. */
public record Addressing(Mac sutMac, Address sut, Mac peerMac, Address peer) {
    /** 10.0.0.1 under test, 10.0.0.2 scripted, one /24. */
    public static final Addressing STANDARD = new Addressing(
            Mac.parse("02:00:00:00:00:01"), Address.parse("10.0.0.1"), Mac.parse("02:00:00:00:00:02"), Address.parse("10.0.0.2"));
}
