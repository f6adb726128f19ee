/**
 * What is left of a connection when its user is gone: TIME-WAIT, and FIN-WAIT-2 of an orphan (RFC 9293 section 3.6.1; facts
 * 10.6). A small object with the numbers that answers need, in the connection's place in the table and at its port.
 *
 * <p>Read {@code TimeWait}, then {@code TimeWaitArrival}.
 */
package dev.wireproof.core.tcp.timewait;
