/** Ping and raw sockets between two hosts. */
package dev.wireproof.core.raw;
