/**
 * Scenarios of ICMP: what is answered, with what, how often, and what never is. Read
 * {@link dev.wireproof.catalogue.icmp.ErrorMessages} first.
 */
package dev.wireproof.catalogue.icmp;
