/**
 * Scenarios of UDP: checks on arrival, which socket receives, what a program hears of errors, and what is sent. Read
 * {@link dev.wireproof.catalogue.udp.Arrival} first.
 */
package dev.wireproof.catalogue.udp;
