package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.Span;

/**
 * What a client brought about.
 *
 * @param octets of payload
 * @param took time of the host from the connection on
 * @param sha256 of the payload in hexadecimal
 * @param failure empty when all went well, otherwise one line
 */
public record Transfer(long octets, Span took, String sha256, String failure) {
    private static final long MICROS = 1_000;

    /** Whether all went well. */
    public boolean isGood() {
        return failure.isEmpty();
    }

    @Override
    public String toString() {
        if (!failure.isEmpty()) {
            return failure;
        }
        long micros = Math.max(1, took.nanos() / MICROS);
        return octets + " octets in " + Span.us(micros) + " (" + octets * 8 / micros + " Mbit/s), sha256 " + sha256;
    }
}
