/**
 * Segment arrives: RFC 9293 section 3.10.7, one class for each state that judges in its own way, and the eight steps of section
 * 3.10.7.4 a class each.
 *
 * <p>Acts on the connection and asks {@code output} to answer. Read {@code SynchronizedArrival} first, then the steps in its
 * order.
 */
package dev.wireproof.core.tcp.input;
