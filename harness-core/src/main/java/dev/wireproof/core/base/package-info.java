/**
 * Values without state: sequence arithmetic, addresses, times, error numbers, the Internet checksum.
 *
 * <p>Refuses anything that knows a clock, a packet or a protocol engine. Read {@link dev.wireproof.core.base.Seq} first:
 * every comparison of sequence numbers in the stack goes through it.
 */
package dev.wireproof.core.base;
