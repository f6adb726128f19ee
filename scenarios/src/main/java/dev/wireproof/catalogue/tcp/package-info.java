/**
 * Scenarios of TCP: {@code state} (connections and their ends), {@code window} (the sliding window and acknowledgements), {@code
 * timer} (retransmission and give-up), {@code recovery} (losses repaired with SACK), {@code congestion}, {@code ecn}, {@code fastopen},
 * {@code path} (MTU and errors), {@code urgent} and {@code calls} (what a program asks and hears). Each holds its expectations against
 * an outside source, named in {@code confirmedBy}. {@link dev.wireproof.catalogue.tcp.Opening} has the openings that they share.
 */
package dev.wireproof.catalogue.tcp;
