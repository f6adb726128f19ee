/**
 * What may be sent now, and sending it: new data ({@code SegmentSender}), data again ({@code Retransmitter}), acknowledgements
 * ({@code Acknowledger}), and answers that belong to no connection ({@code ReplySender}).
 *
 * <p>Refuses to judge arriving segments. Read {@code SendRule}, then {@code SegmentSender}, then {@code Transmitter}.
 */
package dev.wireproof.core.tcp.output;
