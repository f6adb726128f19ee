/** Retransmission time, backoff and give-up; area {@code tcp-timer}. */
package dev.wireproof.catalogue.tcp.timer;
