/**
 * Signatures of segments (RFC 2385, option kind 19): keys of a socket, the digest, and the check of what arrives.
 *
 * <p>Refuses to decide who needs a signature: a socket has keys or not. Read {@code SignatureKeys}, then {@code Signatures}.
 */
package dev.wireproof.core.tcp.signature;
