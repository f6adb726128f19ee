/** The neighbour table: every transition of its states, its time lines and its bounds. */
package dev.wireproof.core.neigh;
