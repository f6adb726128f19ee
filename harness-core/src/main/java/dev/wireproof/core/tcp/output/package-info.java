/**
 * What may be sent now, and sending it: new data ({@code SegmentSender}), data again ({@code Retransmitter}), acknowledgements
 * ({@code Acknowledger}), text on SYNs ({@code SynDataSender}), and answers that belong to no connection ({@code ReplySender}). How large
 * segments and bursts are, at what rate they go, and probes of the path MTU.
 *
 * <p>Refuses to judge arriving segments. Read {@code SendRule}, then {@code SegmentSender}, then {@code Transmitter}.
 */
package dev.wireproof.core.tcp.output;
