/**
 * What a host remembers of its peers from one connection to the next (net/ipv4/tcp_metrics.c): round-trip time, threshold, window and
 * reordering at the end of a connection, and what Fast Open has learnt.
 *
 * <p>Refuses to judge: a new connection asks {@code MetricsTable} and decides for itself what of it to use. Read {@code PeerMetrics}.
 */
package dev.wireproof.core.tcp.metrics;
