/**
 * The buffer that travels: {@link dev.wireproof.core.skb.SkBuff} with its own linear header area and shared read-only payload
 * slices, queues of them, and the named ends a frame can come to ({@link dev.wireproof.core.skb.DropReason}).
 *
 * <p>Refuses copies between layers and any knowledge of protocols. Read {@code SkBuff} first.
 */
package dev.wireproof.core.skb;
