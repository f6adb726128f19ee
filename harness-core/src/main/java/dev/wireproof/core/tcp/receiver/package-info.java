/**
 * What a receiver keeps and tells: the receive queue and the out-of-order queue, SACK blocks, when to acknowledge ({@code
 * AckPolicy}) and which window to offer ({@code WindowAdvertiser}).
 *
 * <p>Decides and keeps, sends nothing. Read {@code WindowAdvertiser} and {@code AckPolicy}.
 */
package dev.wireproof.core.tcp.receiver;
