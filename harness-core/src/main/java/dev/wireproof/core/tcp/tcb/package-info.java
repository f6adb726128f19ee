/**
 * What a connection is: the transmission control block of RFC 9293 section 3.3.1 with its sequence variables, its state, its
 * send queue and its strategies.
 *
 * <p>Refuses to act: no segment is sent or judged here. {@code Tcb.enter} is the only place that assigns the state. Read {@code
 * Tcb}, then {@code SendSequence} and {@code ReceiveSequence}.
 */
package dev.wireproof.core.tcp.tcb;
