/** The sliding window, acknowledgements and segment sizes; area {@code tcp-window}. */
package dev.wireproof.catalogue.tcp.window;
