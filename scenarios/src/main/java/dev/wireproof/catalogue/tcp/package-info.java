/**
 * Scenarios of TCP: {@code state} (connections and their ends), {@code window} (the sliding window and acknowledgements) and
 * {@code timer} (retransmission and give-up). Each holds its expectations against an outside source, named in
 * {@code confirmedBy}. {@link dev.wireproof.catalogue.tcp.Opening} has the openings that they share.
 */
package dev.wireproof.catalogue.tcp;
