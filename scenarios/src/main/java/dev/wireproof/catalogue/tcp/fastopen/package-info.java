/**
 * TCP Fast Open (RFC 7413) of clients and listeners, and what a host remembers of its peers between connections.
 *
 * <p>Refuses what belongs to handshakes without text on SYNs; see {@code catalogue.tcp.state}. Read {@code FastOpenOpening} first.
 */
package dev.wireproof.catalogue.tcp.fastopen;
