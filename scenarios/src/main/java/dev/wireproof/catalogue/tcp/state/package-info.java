/** Connections: opening, resetting and closing them, state by state; area {@code tcp-state}. */
package dev.wireproof.catalogue.tcp.state;
