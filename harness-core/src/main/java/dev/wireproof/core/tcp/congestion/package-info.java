/**
 * How far Linux's congestion window opens and closes: {@link dev.wireproof.core.tcp.congestion.CongestionControl} with CUBIC and Reno.
 * The windows of the printed algorithms stand in {@code recovery}.
 *
 * <p>Refuses to detect loss, which {@code recovery} does. Read {@code CongestionControl}.
 */
package dev.wireproof.core.tcp.congestion;
