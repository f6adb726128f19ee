/** The network layer, on hosts wired by hand: frames in, frames out, counters. */
package dev.wireproof.core.ip;
