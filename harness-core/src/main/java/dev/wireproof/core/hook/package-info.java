/**
 * The five places where a filter can look at a packet, and what it can answer (Linux netfilter hooks).
 *
 * <p>Refuses tables, rules and tracking; those register functions here. An empty place costs one comparison.
 */
package dev.wireproof.core.hook;
