/** Explicit congestion notification (RFC 3168): who agrees to it, what is marked, how marks are echoed and what an echo does. */
package dev.wireproof.catalogue.tcp.ecn;
