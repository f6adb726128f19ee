/**
 * How far the congestion window opens and closes: {@link dev.wireproof.core.tcp.congestion.CongestionControl}, and the names
 * under which a user chooses one.
 *
 * <p>Refuses to detect loss, which {@code recovery} does. Read {@code CongestionControl}.
 */
package dev.wireproof.core.tcp.congestion;
