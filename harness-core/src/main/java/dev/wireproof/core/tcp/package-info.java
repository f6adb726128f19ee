/**
 * TCP: RFC 9293 with Linux's choices. {@link dev.wireproof.core.tcp.Tcp} finds the owner of a segment, {@link
 * dev.wireproof.core.tcp.TcpSock} is the socket; the protocol stands on the shelves below: {@code segment}, {@code tcb}, {@code
 * input}, {@code output}, {@code receiver}, {@code timer}, {@code congestion}, {@code recovery}, {@code listen}, {@code
 * timewait}, {@code fastopen}, {@code metrics}, {@code signature}.
 *
 * <p>Refuses to know an address family or how a route is found. Read {@code input.SynchronizedArrival} first: the RFC is the
 * table of contents.
 */
package dev.wireproof.core.tcp;
