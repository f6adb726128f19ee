/**
 * How the congestion window opens and closes: first window, slow start and its early end, avoidance, idle times, CUBIC's curve, pacing.
 *
 * <p>What happens between a loss and its repair stands in {@code newreno}, {@code sack} and {@code tcp.recovery}. Read {@link
 * dev.wireproof.catalogue.tcp.congestion.Flights} first.
 */
package dev.wireproof.catalogue.tcp.congestion;
