/**
 * Scenarios of SO_REUSEPORT: sockets that share a port, how flows are spread over them, what happens when one leaves, and which
 * binds are refused. Distributions are judged by a chi-square bound, never by a published sample. Read
 * {@link dev.wireproof.catalogue.reuseport.Group} first.
 */
package dev.wireproof.catalogue.reuseport;
