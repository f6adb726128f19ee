/**
 * TCP Fast Open (RFC 7413) as Linux does it: cookies and the keys they are made with, what a client remembers of a server, when a
 * client keeps away from it, what a listener does with a SYN that brings text, and how many children may wait for the end of their
 * handshake. Values and decisions only.
 *
 * <p>Refuses to send and to queue: {@code output.SynDataSender}, {@code input.SynDataAnswer} and {@code listen.EarlyOpen} act. Read
 * {@code Cookie}, then {@code FastOpenClient} and {@code ServerRule}.
 */
package dev.wireproof.core.tcp.fastopen;
