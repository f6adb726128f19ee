package dev.wireproof.rig.scenario;

import java.util.Arrays;
import java.util.List;

/** A frame as it is, from the Ethernet header on. */
public final class RawSpec extends PacketSpec {
    private final byte[] octets;

    RawSpec(byte[] octets) {
        this.octets = octets.clone();
    }

    @Override
    byte[] build(Wiring w) {
        return octets.clone();
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        int at = Arrays.mismatch(octets, seen.octets);
        return at < 0 ? List.of() : List.of("octets: first difference at " + at);
    }

    @Override
    String text() {
        return "frame of " + octets.length + " octets";
    }
}
