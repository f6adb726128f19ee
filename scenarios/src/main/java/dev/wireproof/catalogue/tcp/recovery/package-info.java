/**
 * Loss recovery with SACK: the scoreboard, loss by age and tail loss probes (RFC 8985), proportional rate reduction, and what takes a
 * needless reduction back; area {@code tcp-recovery}. Read {@link dev.wireproof.catalogue.tcp.recovery.Flight} first.
 */
package dev.wireproof.catalogue.tcp.recovery;
