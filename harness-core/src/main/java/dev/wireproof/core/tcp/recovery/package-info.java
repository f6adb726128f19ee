/**
 * When a segment counts as lost and what is done about it: retransmission timeouts, duplicate acknowledgements, the recovery
 * states, proportional rate reduction, and the limits of patience.
 *
 * <p>Everything here decides from facts and acts on nothing but its own state and the marks of a {@link
 * dev.wireproof.core.tcp.recovery.Scoreboard}. Read {@code LossRecovery}, then {@code LinuxRecovery} or {@code
 * TextbookRecovery} and {@code SackRecovery}.
 */
package dev.wireproof.core.tcp.recovery;
