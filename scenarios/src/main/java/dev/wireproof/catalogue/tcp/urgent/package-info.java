/**
 * Urgent data in both directions (RFC 9293 section 3.8.5, RFC 6093). Refuses anything about ordinary data. Read {@code UrgentReceiving} first.
 */
package dev.wireproof.catalogue.tcp.urgent;
