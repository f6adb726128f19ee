/**
 * The arriving segment under the RFC's names (SEG.SEQ, SEG.ACK, SEG.LEN, SEG.WND, SEG.UP), decoded once in host order.
 *
 * <p>Refuses judgement: whether a segment is acceptable is decided in {@code input}. Read {@code Segment}.
 */
package dev.wireproof.core.tcp.segment;
