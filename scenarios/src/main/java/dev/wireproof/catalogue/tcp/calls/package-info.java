/**
 * What calls and options of a TCP socket do on the wire and tell its user: send buffer, records, notices, signatures. Refuses calls of
 * connection set-up and close, which stand with the states.
 */
package dev.wireproof.catalogue.tcp.calls;
