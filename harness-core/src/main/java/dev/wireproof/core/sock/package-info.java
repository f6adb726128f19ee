/**
 * The protocol-independent socket: error and shutdown state, buffers and their accounting, wait queues, readiness, options,
 * the error queue, and the space of ports.
 *
 * <p>Refuses wire formats and descriptors. Read {@link dev.wireproof.core.sock.Sock} first.
 */
package dev.wireproof.core.sock;
