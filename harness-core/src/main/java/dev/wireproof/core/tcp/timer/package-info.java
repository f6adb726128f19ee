/**
 * What happens when a timer of a connection runs out: retransmission with backoff, loss probes, time for reordering, zero-window
 * probes, delayed acknowledgements, paced segments, keepalive and the end of FIN-WAIT-2.
 *
 * <p>Refuses to estimate: timeouts come from {@code recovery}. Read {@code RetransmissionTimeout}.
 */
package dev.wireproof.core.tcp.timer;
